using System.Collections.Immutable;
using CafeMed.Learning.Evaluation.Gates;

namespace CafeMed.Learning.Evaluation.Ablation;

/// <summary>The runs of one variant, one for each seed.</summary>
internal sealed class RunPool(ImmutableArray<AblationRun> runs)
{
    /// <summary>How many measures there are: Jaccard, F1, PRAUC, Jaccard alone, interaction rate, agreement, its slope, planted agreement.</summary>
    public const int Count = 8;

    /// <summary>Everybody who was held out with any seed, in order.</summary>
    public ImmutableArray<string> People => [.. runs.SelectMany(run => run.Patients).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Does nothing where <paramref name="other"/> tested the same patients with each seed.</summary>
    /// <exception cref="CafeMedException"><c>CM3052</c>: it did not.</exception>
    public void RefuseOthers(RunPool other)
    {
        foreach (var (mine, its) in runs.Zip(other.Runs))
            if (!mine.Patients.SequenceEqual(its.Patients))
                throw AblationFaults.OtherPatients(mine.Variant, mine.Seed);
    }

    /// <summary>Every measure, pooled.</summary>
    public DrawnValue[] Measures(ImmutableArray<string> people, PooledBootstrap bootstrap)
    {
        var places = people.Select((person, i) => (person, i)).ToDictionary(one => one.person, one => one.i);
        return
        [
            Mean(run => run.Jaccard), Mean(run => run.F1), Mean(run => run.PrAuc), Mean(run => run.Alone),
            bootstrap.Ratio(Sums(run => run.Interacting), Sums(run => run.Pairs)),
            Drawn(draws => draws.Correlation), Drawn(draws => draws.Slope), Drawn(draws => draws.Planted),
        ];

        // A patient's mean over the seeds that held them out; then everybody counts the same.
        DrawnValue Mean(Func<AblationRun, ImmutableArray<double>> measure)
        {
            var (sums, counts) = (new double[people.Length], new double[people.Length]);
            foreach (var run in runs)
                foreach (var (person, value) in run.Patients.Zip(measure(run)))
                    if (!double.IsNaN(value))
                        (sums[places[person]], counts[places[person]]) = (sums[places[person]] + value, counts[places[person]] + 1);
            return bootstrap.Ratio(
                [.. sums.Zip(counts, (sum, count) => count == 0 ? 0 : sum / count)], [.. counts.Select(count => count == 0 ? 0.0 : 1)]);
        }

        double[] Sums(Func<AblationRun, ImmutableArray<double>> measure)
        {
            var sums = new double[people.Length];
            foreach (var run in runs)
                foreach (var (person, value) in run.Patients.Zip(measure(run)))
                    sums[places[person]] += value;
            return sums;
        }
    }

    private ImmutableArray<AblationRun> Runs => runs;

    // Mean over the seeds, draw by draw: each seed held out other people, nearly.
    private DrawnValue Drawn(Func<GateDraws, IReadOnlyList<double>> of)
    {
        var all = runs.Select(run => run.Draws is { } draws ? of(draws) : []).ToArray();
        if (all.Any(draws => draws.Count < 2 || !double.IsFinite(draws[0])))
            return new(double.NaN, []);
        var means = Enumerable.Range(0, all.Min(draws => draws.Count)).Select(i => all.Average(draws => draws[i])).ToArray();
        return new(means[0], means[1..]);
    }
}
