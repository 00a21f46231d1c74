using System.CommandLine;
using CafeMed.Cli.Configuration;
using CafeMed.Cli.Runs;
using CafeMed.Cli.Show;
using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Storage;
using CafeMed.Learning.Streaming;
using CafeMed.Learning.Studies;

namespace CafeMed.Cli.Commands;

/// <summary>Measures a run's model again.</summary>
internal static class EvalCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var run = new Option<DirectoryInfo>("--run") { Description = "Run folder, from `cafemed train` or `cafemed demo`.", HelpName = "RUN", Required = true };
        var cohort = new Option<DirectoryInfo?>("--cohort") { Description = "Where the run's cohort is now. Default: where it was in training.", HelpName = "COHORT" };
        var gates = new Option<bool>("--gates") { Description = "Also say whether the gates follow the patients: against held-out slopes, and on made-up people against the truth. Default: not." };
        var measures = new Option<bool>("--measures") { Description = "Also print every measure: at 0.5 and at the size that was given, AUROC, groups, rare diagnoses, calibration, tests. Default: the table; --json and report.html have all." };
        var against = new Option<DirectoryInfo[]>("--against") { Description = "Compare with other runs on the same test patients, by paired tests. May be repeated. Default: none.", HelpName = "RUN2", DefaultValueFactory = _ => [] };
        var keep = new Option<bool>("--keep") { Description = "Write scores.json into the run folder anew, so that other runs can be compared with it. Default: not." };
        var command = new Command("eval", "Measures a run's model and baselines on its held-out patients, with 95 % intervals.") { run, cohort, gates, measures, against, keep };
        var interactions = new InteractionOptions(command);
        command.SetAction((parsed, ct) => RunAsync(
            context, parsed.GetValue(run)!, parsed.GetValue(cohort), new(parsed.GetValue(gates), parsed.GetValue(measures), parsed.GetValue(keep), parsed.GetValue(against) ?? []), interactions.Of(parsed), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, DirectoryInfo place, DirectoryInfo? cohort, Asked asked, InteractionChoice? interactions, CancellationToken ct)
    {
        context.Compute();
        var (folder, run) = RunFolder.Open(place);
        var others = asked.Against.Select(other => RunFolder.Open(other).Folder).Select(other => (other.Name, Scores: other.ReadScores() ?? throw EvalFaults.NoScores(other.Folder.FullName))).ToArray();
        context.Log.Stage("Reading the model; opening the run's cohort");
        var (model, baselines) = folder.ReadModel();
        var material = await Material.OpenAsync(cohort ?? folder.CohortOf(run), ct).ConfigureAwait(false);
        material.Require(run.CohortDigest);
        // Whoever only measures needs nobody beside the shard at hand.
        var held = asked.Gates ? model.Options.Streaming : new() { FittedVisits = 1, HeldOutPatients = 1 };
        var people = StudyPatients.Of(material.Source, model.Options.Design(), model.Options.Level, held, ct);
        if (interactions?.Read(ct) is var (knowledge, remarks))
        {
            foreach (var remark in remarks)
                context.Log.Line($"  {remark}");
            model = model with { Graph = InteractionProjection.Of(knowledge.Interactions.Table(), people.TrainingAsRecorded(ct), model.Options.Level) };
        }
        context.Log.Stage($"Measuring {Figures.Of(baselines.Count + 1, "recommender")} on the test part");
        var (scores, patients) = StudyRun.Measure(model, baselines, people, context.Seed ?? model.Options.Seed, ct);
        var tests = PairedTests.Against(patients, others, context.Seed ?? model.Options.Seed);
        if (asked.Keep)
            folder.Write(RunFolder.ScoresName, ScoresFile.Write(patients));
        string[] warnings = [.. asked.Gates && model.Scorer.Network.HasGates ? SampleRemarks.OfGates(people) : [], .. material.Warnings(scores.Patients)];
        var gates = asked.Gates ? StudyRun.GatesOf(model, people.Held, material, context.Seed ?? model.Options.Seed, ct) : null;
        var oracle = material.OracleAt(model.Options.Level);
        Notice.Show(context.Page);
        ScoreView.Show(context.Page, scores, oracle, model.Options.InteractionSeverity);
        if (model.Options.Protocol == SplitProtocol.Legacy)
            FieldView.Show(context.Page, scores);
        ScoreView.Warn(context.Page, warnings);
        if (asked.Measures)
            MeasureView.Show(context.Page, scores);
        MeasureView.Tests(context.Page, "Against other runs", [.. others.Select((other, i) => ($"{folder.Name} minus {other.Name}", (IReadOnlyList<PairedTest>)tests[i]))]);
        if (asked.Gates && gates is null)
            context.Page.Text("This network has no gates.");
        GateView.Show(context.Page, gates);
        return context.Finish(new
        {
            Notice = Notice.Words,
            Run = folder.Folder.FullName,
            Scores = scores,
            Oracle = oracle,
            Gates = gates,
            Against = others.Select((other, i) => new { Run = other.Name, Tests = tests[i] }),
            Warnings = warnings,
        });
    }

    private sealed record Asked(bool Gates, bool Measures, bool Keep, DirectoryInfo[] Against);
}
