using System.Collections.Immutable;
using CafeMed.Learning.Evaluation.Ablation;
using CafeMed.Learning.Evaluation.Gates;

namespace CafeMed.Learning.Evaluation.Bench;

/// <summary>The leaderboard of one cohort.</summary>
/// <param name="Cohort">Its name.</param>
/// <param name="Subject">The recommender whose lead over the others is measured.</param>
/// <param name="Splits">The splits that were pooled.</param>
/// <param name="Patients">Different held-out patients, over all splits.</param>
/// <param name="GivenRate">Share of interacting pairs among what was really given, in [0, 1].</param>
/// <param name="Rows">The subject first, then by Jaccard.</param>
/// <param name="Gates">Of the subject, one for each split that has one.</param>
public sealed record BenchTable(
    string Cohort, string Subject, ImmutableArray<string> Splits, int Patients, double GivenRate, ImmutableArray<BenchRow> Rows, ImmutableArray<GateAgreement> Gates)
{
    /// <summary>Pools the runs of one cohort over splits, and compares the subject with everybody.</summary>
    /// <param name="runs">Every recommender with every split.</param>
    /// <param name="subject">One of the recommenders.</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <param name="parts">What a recommender is, by name.</param>
    /// <exception cref="CafeMedException"><c>CM3130</c>: a run is missing; <c>CM3131</c>: runs of one split tested other patients.</exception>
    public static BenchTable Of(IReadOnlyList<BenchRun> runs, string subject, int seed, Func<string, PartAttribute> parts)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(parts);
        var cohort = runs[0].Cohort;
        var splits = runs.Select(run => run.Split).Distinct().ToImmutableArray();
        var names = runs.Select(run => run.Recommender).Distinct().OrderBy(name => name != subject).ToArray();
        var own = names.Select(name => splits.Select(split => RunOf(runs, cohort, name, split)).ToImmutableArray()).ToArray();
        foreach (var others in own)
            for (var i = 0; i < splits.Length; i++)
                if (!others[i].Patients.SequenceEqual(own[0][i].Patients))
                    throw BenchFaults.OtherPatients(cohort, others[i].Recommender, splits[i]);
        ImmutableArray<string> people = [.. own[0].SelectMany(run => run.Patients).Distinct().Order(StringComparer.Ordinal)];
        var bootstrap = new PooledBootstrap(people.Length, seed);
        var pools = own.Select(some => new BenchPool(some, people, bootstrap)).ToArray();
        var jaccards = pools.Select(pool => pool.Mean(run => run.Jaccard)).ToArray();
        var leads = jaccards.Select(jaccard => jaccards[0].Minus(jaccard)).ToArray();
        double[] corrected = [double.NaN, .. Holm.Correct([.. leads.Skip(1).Select(lead => lead.P)])];
        var rows = names.Select((name, i) => new BenchRow(
            name, parts(name).Summary, parts(name).Source, own[i][0].Note,
            jaccards[i].Interval, pools[i].Mean(run => run.F1).Interval, pools[i].Mean(run => run.PrAuc).Interval,
            pools[i].Rate(run => run.Interacting, run => run.Pairs).Interval, pools[i].Mean(run => run.Drugs).Interval,
            i == 0 ? null : leads[i].Interval, i == 0 ? null : corrected[i], pools[i].Risk(), pools[i].Reliability(),
            own[i].Sum(run => run.Trials), own[i].Sum(run => run.Epochs), own[i].Sum(run => run.Seconds))).ToArray();
        return new(
            cohort, subject, splits, people.Length, pools[0].Rate(run => run.GivenInteracting, run => run.GivenPairs).Estimate,
            [rows[0], .. rows.Skip(1).OrderByDescending(row => row.Jaccard.Estimate).ThenBy(row => row.Recommender, StringComparer.Ordinal)],
            [.. own[0].Select(run => run.Gates).OfType<GateAgreement>()]);
    }

    private static BenchRun RunOf(IReadOnlyList<BenchRun> runs, string cohort, string recommender, string split) =>
        runs.FirstOrDefault(run => run.Recommender == recommender && run.Split == split) ?? throw BenchFaults.RunMissing(cohort, recommender, split);
}
