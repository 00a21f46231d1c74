using System.Diagnostics;
using System.Globalization;
using CafeMed.Data;
using CafeMed.Data.Synthetic;
using CafeMed.Learning;
using CafeMed.Learning.Causal;
using CafeMed.Learning.Causal.Discovery;
using CafeMed.Learning.Studies;

namespace CafeMed.Benchmarks;

/// <summary>What estimators of effects find of planted truth, and what they cost: the tables of bench/results/effects.md.</summary>
internal static class EffectsTrial
{
    /// <summary><c>recover PATIENTS CONFOUNDING [ESTIMATOR[:TRACK]...]</c>, <c>scale VISITS [TRACK]</c>, or <c>discover PATIENTS</c>; each with <c>--threads N</c> first.</summary>
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
        else if (args is ["discover", var people])
            Discover(int.Parse(people));
        else if (args is ["scale", var visits, .. var track])
            Scale(int.Parse(visits), track is [var named] ? Enum.Parse<EffectTrack>(named, true) : EffectTrack.Direct);
    }

    private static void Discover(int patients)
    {
        var (cohort, _) = SyntheticCohort.Create(new SyntheticOptions { Patients = patients }, null, CancellationToken.None);
        var groups = new CcsGroups(new IcdGems());
        string Group(CodeKind kind, Code code) => kind == CodeKind.Diagnosis && groups.Of(code) is { } found
            ? found.Groups.Where(group => group.Level <= 3).MaxBy(group => group.Level)!.Id : $"{CodeCategories.OwnOf(code)}";
        var (clock, before) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        var graph = CodeGraphDiscovery.Run(cohort, Group, new DiscoveryOptions(), null, CancellationToken.None);
        Console.WriteLine($"| {graph.Visits} | {graph.Nodes.Length} | {graph.Resamples} | {graph.Edges.Length} | {clock.Elapsed.TotalSeconds:0.0} s | {(Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds:0.0} s |");
    }

    private static void Recover(int patients, double confounding, string[] names)
    {
        var (fine, truth) = SyntheticCohort.Create(new SyntheticOptions { Patients = patients, Confounding = confounding }, null, CancellationToken.None);
        var cohort = fine.AtLevel(AtcLevel.Default);
        var vocabularies = Vocabularies.Of(cohort, kind => kind == CodeKind.Medication ? 1 : 2);
        Console.WriteLine($"{patients} patients, {cohort.VisitCount} visits, confounding {confounding}");
        foreach (var asked in names.Length == 0 ? ["risk-difference", "ridge-dml"] : names)
            foreach (var track in asked == "risk-difference" ? [EffectTrack.Direct] : asked.Split(':') is [_, var one] ? [Enum.Parse<EffectTrack>(one, true)] : Enum.GetValues<EffectTrack>())
            {
                var name = asked.Split(':')[0];
                var (clock, before) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
                var stages = new StageClock();
                var effects = Study.Estimators.Create(name).Estimate(cohort, vocabularies, new EffectOptions { Track = track }, stages, CancellationToken.None);
                stages.Stop();
                var score = PlantedScore.Of(effects, truth);
                Console.WriteLine($"| {name} | {effects.Track?.ToString() ?? "-"} | {score.Area:0.000} | {score.AreaOfZ:0.000} | {score.Found} | {score.FalseRate:0.000} | {score.FoundCautiously} | {score.CautiousFalseRate:0.000} | {score.Power:0.000} | {score.Own} of {score.Pairs} | {effects.Channels.Sum(channel => channel.Inference.Count(one => (one.Flags & EffectFlags.Unbalanced) != 0))} | {clock.Elapsed.TotalSeconds:0.0} s | {(Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds:0.0} s | {string.Join(", ", stages.Seconds.Select(stage => $"{stage.Key} {stage.Value:0.0}"))}");
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
