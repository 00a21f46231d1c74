using System.Collections.Immutable;

namespace CafeMed.Learning.Evaluation.Ablation;

/// <summary>What each part of a network is worth: one row per variant, compared with the full model on the same patients.</summary>
/// <param name="Full">The variant that the others are compared with.</param>
/// <param name="Seeds">The seeds.</param>
/// <param name="Patients">Different held-out patients, over all seeds.</param>
/// <param name="Rows">One per variant, the full model first.</param>
/// <param name="Findings">What came out, in sentences: who beats whom, and what was not shown.</param>
public sealed record AblationTable(
    string Full, ImmutableArray<int> Seeds, int Patients, ImmutableArray<AblationRow> Rows, ImmutableArray<string> Findings)
{
    /// <summary>Pools runs over seeds, and compares every variant with the first.</summary>
    /// <param name="variants">Name and summary, the full model first.</param>
    /// <param name="runs">Every variant with every seed.</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <exception cref="CafeMedException"><c>CM3051</c>: a run is missing; <c>CM3052</c>: runs of one seed tested other patients.</exception>
    public static AblationTable Of(IReadOnlyList<(string Name, string Summary)> variants, IReadOnlyList<AblationRun> runs, int seed)
    {
        ArgumentNullException.ThrowIfNull(variants);
        ArgumentNullException.ThrowIfNull(runs);
        var seeds = runs.Select(run => run.Seed).Distinct().Order().ToImmutableArray();
        var pools = variants.Select(variant => new RunPool([.. seeds.Select(one => RunOf(runs, variant.Name, one))])).ToArray();
        foreach (var pool in pools)
            pool.RefuseOthers(pools[0]);
        var people = pools[0].People;
        var bootstrap = new PooledBootstrap(people.Length, seed);
        var measures = pools.Select(pool => pool.Measures(people, bootstrap)).ToArray();
        var compared = Enumerable.Range(0, RunPool.Count).Select(i => Compare([.. measures.Select(ofVariant => ofVariant[i])])).ToArray();
        var rows = variants.Select((variant, v) => new AblationRow(
            variant.Name, variant.Summary, seeds.Length, compared[0][v], compared[1][v], compared[2][v], compared[3][v], compared[4][v],
            compared[5][v], compared[6][v], compared[7][v])).ToImmutableArray();
        return new(variants[0].Name, seeds, people.Length, rows, [.. AblationFindings.Of(rows), .. AblationFindings.OfEstimators(rows, measures)]);
    }

    private static AblationRun RunOf(IReadOnlyList<AblationRun> runs, string variant, int seed) =>
        runs.FirstOrDefault(run => run.Variant == variant && run.Seed == seed) ?? throw AblationFaults.RunMissing(variant, seed);

    private static AblationMeasure[] Compare(DrawnValue[] values)
    {
        var differences = values.Skip(1).Select(value => value.Minus(values[0])).ToArray();
        var corrected = Holm.Correct([.. differences.Select(difference => difference.P)]);
        return
        [
            new(values[0].Interval, null, null),
            .. differences.Select((difference, i) => double.IsFinite(difference.Estimate)
                ? new AblationMeasure(values[i + 1].Interval, difference.Interval, corrected[i])
                : new AblationMeasure(values[i + 1].Interval, null, null)),
        ];
    }
}
