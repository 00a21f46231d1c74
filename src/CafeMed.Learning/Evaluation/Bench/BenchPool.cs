using System.Collections.Immutable;
using CafeMed.Learning.Evaluation.Ablation;

namespace CafeMed.Learning.Evaluation.Bench;

/// <summary>The runs of one recommender on one cohort, one for each split. A person who was held out in several is one person.</summary>
internal sealed class BenchPool(ImmutableArray<BenchRun> runs, ImmutableArray<string> people, PooledBootstrap bootstrap)
{
    private readonly Dictionary<string, int> _places = people.Select((person, i) => (person, i)).ToDictionary(one => one.person, one => one.i, StringComparer.Ordinal);

    /// <summary>A patient's mean over the splits that held them out; then everybody counts the same.</summary>
    public DrawnValue Mean(Func<BenchRun, ImmutableArray<double>> measure)
    {
        var (sums, counts) = (new double[people.Length], new double[people.Length]);
        foreach (var run in runs)
            foreach (var (person, value) in run.Patients.Zip(measure(run)))
                if (!double.IsNaN(value))
                    (sums[_places[person]], counts[_places[person]]) = (sums[_places[person]] + value, counts[_places[person]] + 1);
        return bootstrap.Ratio(
            [.. sums.Zip(counts, (sum, count) => count == 0 ? 0 : sum / count)], [.. counts.Select(count => count == 0 ? 0.0 : 1)]);
    }

    /// <summary>One sum over another, over all patients and splits.</summary>
    public DrawnValue Rate(Func<BenchRun, ImmutableArray<double>> above, Func<BenchRun, ImmutableArray<double>> below) => bootstrap.Ratio(Sums(above), Sums(below));

    /// <summary>The bins of all splits together.</summary>
    public ImmutableArray<ReliabilityBin> Reliability() =>
    [
        .. runs.SelectMany(run => run.Reliability).Where(bin => bin.Count > 0).GroupBy(bin => Math.Min(19, (int)(bin.Predicted * 20))).OrderBy(bin => bin.Key).Select(same =>
        {
            var count = same.Sum(bin => bin.Count);
            return new ReliabilityBin(same.Sum(bin => bin.Predicted * bin.Count) / count, same.Sum(bin => bin.Observed * bin.Count) / count, count);
        }),
    ];

    /// <summary>The risk-coverage curve over all splits' visits.</summary>
    public ImmutableArray<RiskPoint> Risk() => RiskCoverage.Of([.. runs.SelectMany(run => run.Confidence)], [.. runs.SelectMany(run => run.Reached)]);

    private double[] Sums(Func<BenchRun, ImmutableArray<double>> measure)
    {
        var sums = new double[people.Length];
        foreach (var run in runs)
            foreach (var (person, value) in run.Patients.Zip(measure(run)))
                sums[_places[person]] += value;
        return sums;
    }
}
