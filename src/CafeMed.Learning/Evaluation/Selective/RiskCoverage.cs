using System.Collections.Immutable;

namespace CafeMed.Learning.Evaluation.Selective;

/// <summary>How the risk of the answered visits falls as the least confident are left out.</summary>
/// <remarks>The area under the curve is the mean over all numbers of answered visits of the mean risk of that many most confident ones; with confidences that say nothing it is the mean risk of all. Source: Geifman, Uziel and El-Yaniv 2019, arXiv:1805.08206.</remarks>
/// <param name="Points">At 5, 10, …, 100 % of the visits.</param>
/// <param name="Area">Area under the curve, with its 95 % interval over patients, in [0, 1].</param>
/// <param name="Gain">Mean risk of all visits minus the area, with its 95 % interval: above 0 where the confidence tells good answers from bad ones.</param>
public sealed record RiskCoverage(ImmutableArray<RiskCoveragePoint> Points, Interval Area, Interval Gain)
{
    private const int Draws = 2000;
    private const int Steps = 20;

    /// <summary>The curve of some visits; visits of which too few codes were understood are answered last.</summary>
    /// <param name="visits">Held-out visits, at least one.</param>
    /// <param name="leastKnown">Share of codes below which a visit is not answered.</param>
    /// <param name="seed">Of the bootstrap.</param>
    public static RiskCoverage Of(DecidedVisits visits, double leastKnown, int seed)
    {
        ArgumentNullException.ThrowIfNull(visits);
        var order = Enumerable.Range(0, visits.Risks.Length)
            .OrderByDescending(v => visits.Known[v] >= leastKnown).ThenByDescending(v => visits.Confidences[v]).ToArray();
        var (risks, patients) = (Array.ConvertAll(order, v => visits.Risks[v]), Array.ConvertAll(order, v => visits.Patients[v]));
        var points = Enumerable.Range(1, Steps).Select(step => (int)Math.Ceiling(order.Length * step / (double)Steps)).Distinct()
            .Select(count => new RiskCoveragePoint((double)count / order.Length, risks.AsSpan(0, count).ToArray().Average(), visits.Confidences[order[count - 1]]));
        var people = patients.Max() + 1;
        var (area, mean) = Under(risks, patients, [.. Enumerable.Repeat(1, people)]);
        var (random, times) = (new Random(seed), new int[people]);
        var (areas, gains) = (new double[Draws], new double[Draws]);
        for (var draw = 0; draw < Draws; draw++)
        {
            Array.Clear(times);
            for (var p = 0; p < people; p++)
                times[random.Next(people)]++;
            var (drawn, all) = Under(risks, patients, times);
            (areas[draw], gains[draw]) = (drawn, all - drawn);
        }
        return new([.. points], Between(area, areas), Between(mean - area, gains));
    }

    // Each visit counts as often as its patient was drawn.
    private static (double Area, double Mean) Under(double[] risks, int[] patients, int[] times)
    {
        var (area, sum, count) = (0.0, 0.0, 0.0);
        for (var i = 0; i < risks.Length; i++)
        {
            var weight = times[patients[i]];
            (sum, count) = (sum + weight * risks[i], count + weight);
            area += weight == 0 ? 0 : weight * sum / count;
        }
        return count == 0 ? (double.NaN, double.NaN) : (area / count, sum / count);
    }

    private static Interval Between(double estimate, double[] drawn)
    {
        Array.Sort(drawn);
        var known = drawn.AsSpan(Array.FindIndex(drawn, value => !double.IsNaN(value)) is var first and >= 0 ? first : drawn.Length);
        return known.IsEmpty ? new(estimate, double.NaN, double.NaN) : new(estimate, known[(int)(0.025 * (known.Length - 1))], known[(int)Math.Ceiling(0.975 * (known.Length - 1))]);
    }
}
