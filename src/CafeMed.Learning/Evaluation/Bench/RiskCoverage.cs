using System.Collections.Immutable;

namespace CafeMed.Learning.Evaluation.Bench;

/// <summary>Whether a recommender knows when it does not know: visits are given up in order of confidence, and what is left is measured.</summary>
/// <remarks>Source: El-Yaniv and Wiener 2010, On the foundations of noise-free selective classification, JMLR 11:1605.</remarks>
public static class RiskCoverage
{
    private const int Points = 20;

    /// <summary>(V) the expected Jaccard of each chosen set: sum of p over the set, over its size plus the sum of p of the others; 1 where a visit's set is empty and nothing is likely.</summary>
    /// <param name="logits">(V, M) row-major.</param>
    /// <param name="chosen">(V, M) row-major, the sets.</param>
    /// <param name="medications">M.</param>
    public static double[] Confidence(float[] logits, bool[] chosen, int medications)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(chosen);
        var confidence = new double[logits.Length / medications];
        for (var v = 0; v < confidence.Length; v++)
        {
            var (shared, united) = (0.0, 0.0);
            for (var i = v * medications; i < (v + 1) * medications; i++)
            {
                var probability = LogOdds.Probability(logits[i]);
                shared += chosen[i] ? probability : 0;
                united += chosen[i] ? 1 : probability;
            }
            confidence[v] = united <= 0 ? 1 : shared / united;
        }
        return confidence;
    }

    /// <summary>The curve, from 5 % of visits to all.</summary>
    /// <param name="confidence">(V) how sure it was of each visit.</param>
    /// <param name="reached">(V) what it reached there: Jaccard.</param>
    public static ImmutableArray<RiskPoint> Of(IReadOnlyList<double> confidence, IReadOnlyList<double> reached)
    {
        ArgumentNullException.ThrowIfNull(confidence);
        ArgumentNullException.ThrowIfNull(reached);
        if (confidence.Count == 0)
            return [];
        var order = Enumerable.Range(0, confidence.Count).OrderByDescending(v => confidence[v]).ThenBy(v => v).ToArray();
        return
        [
            .. Enumerable.Range(1, Points).Select(step => Math.Max(1, (int)Math.Ceiling((double)step * order.Length / Points))).Distinct()
                .Select(kept => new RiskPoint((double)kept / order.Length, 1 - order.Take(kept).Average(v => reached[v]))),
        ];
    }

    /// <summary>The area under the curve, in [0, 1]: the mean risk over all coverages; less is better.</summary>
    public static double Area(IReadOnlyCollection<RiskPoint> curve) => curve.Select(point => point.Risk).DefaultIfEmpty(double.NaN).Average();
}
