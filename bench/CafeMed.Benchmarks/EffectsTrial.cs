using System.Diagnostics;
using System.Globalization;
using CafeMed.Data.Synthetic;
using CafeMed.Learning;
using CafeMed.Learning.Causal;
using CafeMed.Learning.Studies;

namespace CafeMed.Benchmarks;

/// <summary>What estimators of effects find of planted truth, and what they cost: the tables of bench/results/effects.md.</summary>
internal static class EffectsTrial
{
    /// <summary><c>recover PATIENTS CONFOUNDING [ESTIMATOR...]</c>, or <c>scale VISITS [TRACK]</c>; each with <c>--threads N</c> first.</summary>
    public static void Run(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (args is ["--threads", var threads, .. var rest])
        {
            Compute.UseThreads(int.Parse(threads));
            args = rest;
        }
        if (args is ["recover", var patients, var confounding, .. var names])
            Recover(int.Parse(patients), double.Parse(confounding), names);
        else if (args is ["scale", var visits, .. var track])
            Scale(int.Parse(visits), track is [var named] ? Enum.Parse<EffectTrack>(named, true) : EffectTrack.Direct);
    }

    private static void Recover(int patients, double confounding, string[] names)
    {
        var (fine, truth) = SyntheticCohort.Create(new SyntheticOptions { Patients = patients, Confounding = confounding }, null, CancellationToken.None);
        var cohort = fine.AtLevel(AtcLevel.Default);
        var vocabularies = Vocabularies.Of(cohort, kind => kind == CodeKind.Medication ? 1 : 2);
        Console.WriteLine($"{patients} patients, {cohort.VisitCount} visits, confounding {confounding}");
        foreach (var name in names.Length == 0 ? ["risk-difference", "ridge-dml"] : names)
            foreach (var track in name == "risk-difference" ? [EffectTrack.Direct] : Enum.GetValues<EffectTrack>())
            {
                var (clock, before) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
                var effects = Study.Estimators.Create(name).Estimate(cohort, vocabularies, new EffectOptions { Track = track }, null, CancellationToken.None);
                var score = PlantedScore.Of(effects, truth);
                if (Environment.GetEnvironmentVariable("DIAG") is not null) Diag(effects, truth);
                Console.WriteLine($"| {name} | {effects.Track?.ToString() ?? "-"} | {score.Area:0.000} | {score.AreaOfZ:0.000} | {score.Found} | {score.FalseRate:0.000} | {score.FoundCautiously} | {score.CautiousFalseRate:0.000} | {score.Power:0.000} | {score.Own} of {score.Pairs} | {clock.Elapsed.TotalSeconds:0.0} s | {(Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds:0.0} s |");
            }
    }

    private static void Diag(CausalEffects effects, SyntheticTruth truth)
    {
        foreach (var ch in effects.Channels)
        {
            Console.WriteLine(string.Join(" ", ch.NullScales.Select(x => x.ToString("0.00"))));
            var rows = (from j in Enumerable.Range(0, ch.Treatments.Count) from m in Enumerable.Range(0, ch.Outcomes.Count)
                let i = ch.InferenceOf(j, m) where i.Tested && i.Q <= 0.05 && (i.Flags & EffectFlags.Pooled) == 0 && truth.Find(ch.Treatments[j], ch.Outcomes[m]) is null
                orderby i.LogP select (j, m, i)).ToArray();
            Console.WriteLine($"false: {rows.Length}");
            foreach (var (j, m, i) in rows.Take(40))
                Console.WriteLine($"{ch.Treatments[j].Value} {SyntheticCohort.Names.GetValueOrDefault(ch.Treatments[j])} -> {ch.Outcomes[m].Value} {SyntheticCohort.Names.GetValueOrDefault(ch.Outcomes[m])} n={ch.Support[j]} given={ch.Given[m]} rd={ch[j, m].RiskDifference:0.000} z={ch[j, m].RiskDifference / ch[j, m].RiskDifferenceError:0.0}");
        }
    }

    private static void Scale(int visits, EffectTrack track)
    {
        var (cohort, vocabularies) = WideCohort.Create(visits, seed: 7);
        var stages = new StageClock();
        var clock = Stopwatch.StartNew();
        var effects = new RidgeDml().Estimate(cohort, vocabularies, new EffectOptions { Track = track }, stages, CancellationToken.None);
        stages.Stop();
        Console.WriteLine($"{cohort.VisitCount} visits, {string.Join(" + ", effects.Channels.Select(channel => channel.Treatments.Count))} codes, {vocabularies.Medications.Count} drugs, {track}: "
            + $"{effects.Channels.Sum(channel => channel.Estimates.Length)} pairs in {clock.Elapsed.TotalSeconds:0.0} s ({Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:0.0} s of processor), peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0:0} MB, {Compute.Threads} thread(s)");
        foreach (var (stage, seconds) in stages.Seconds)
            Console.WriteLine($"| {stage} | {seconds:0.0} s |");
    }
}
