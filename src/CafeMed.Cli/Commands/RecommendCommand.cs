using System.CommandLine;
using CafeMed.Cli.Configuration;
using CafeMed.Cli.Runs;
using CafeMed.Cli.Show;
using CafeMed.Data;
using CafeMed.Learning.Studies;
using CafeMed.Safety.Checking;
using CafeMed.Safety.Knowledge;

namespace CafeMed.Cli.Commands;

/// <summary>Advises on one patient.</summary>
internal static class RecommendCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var run = new Option<DirectoryInfo>("--run") { Description = "Run folder, from `cafemed train` or `cafemed demo`.", HelpName = "RUN", Required = true };
        var patient = new Option<string>("--patient") { Description = "One patient as JSON (docs/patient-json.md), or - for standard input.", HelpName = "FILE.json", Required = true };
        var command = new Command("recommend", "Gives advice for one patient: drugs with probability, reasons, changes against the last visit, interactions.") { run, patient };
        var (interactions, rules) = (new InteractionOptions(command), new RuleSettings(command));
        command.SetAction((parsed, ct) => RunAsync(
            context, parsed.GetValue(run)!, parsed.GetValue(patient)!, interactions.Of(parsed), stored => rules.Of(parsed, stored), ct));
        return command;
    }

    private static async Task<int> RunAsync(
        CliContext context, DirectoryInfo place, string file, InteractionChoice? chosen,
        Func<IReadOnlyDictionary<string, RuleOptions>, IReadOnlyDictionary<string, RuleOptions>> rules, CancellationToken ct)
    {
        context.Compute();
        var (folder, run) = RunFolder.Open(place);
        var patient = PatientFile.Read(await TextOf(context, file, ct).ConfigureAwait(false), context.Time);
        var (model, _) = folder.ReadModel();
        var synthetic = folder.IsSynthetic();
        var names = CohortMaker.NamesOf(synthetic);
        var asked = patient.AtLevel(model.Options.Level);
        var (knowledge, remarks) = KnowledgeOf(chosen, run, ct);
        foreach (var remark in remarks)
            context.Log.Line($"  {remark}");
        // Another table than the run's has no shares of its own: there every ingredient of a group counts the same.
        var graph = chosen is null ? model.Graph : DirectGraph.Of(knowledge.Interactions, CodeSet.From(model.Encoder.Vocabularies.Medications.Codes));
        var advisor = new Advisor(new TrainedRecommender(model), Rules.Of(graph, names, knowledge, rules(model.Options.Rules)));
        var advice = await advisor.AdviseAsync(asked, ct).ConfigureAwait(false);
        var told = AdviceText.Of(advice, model.Decision, asked, names, knowledge.Tables);
        Notice.Show(context.Page);
        AdviceView.Show(context.Page, told, heldOut: false);
        if (synthetic)
            context.Page.Text("Note: this model was trained on made-up people. Nothing it says is about a real patient.");
        return context.Finish(told);
    }

    // The run's own table may have gone since; the graph with its levels is in the model, and the shipped tables then tell the reasons.
    private static (SafetyKnowledge Knowledge, IReadOnlyList<string> Remarks) KnowledgeOf(InteractionChoice? chosen, RunFile run, CancellationToken ct)
    {
        if (chosen is null && run.Interactions?.File is { } gone && !File.Exists(gone))
            return (SafetyKnowledge.Shipped(), [$"The run's table of interactions, {gone}, is not there: its levels are the model's, its citations are lost."]);
        return (chosen ?? run.Interactions ?? InteractionChoice.Shipped).Read(ct);
    }

    private static async Task<string> TextOf(CliContext context, string file, CancellationToken ct) => file == "-"
        ? await context.Streams.In.ReadToEndAsync(ct).ConfigureAwait(false)
        : TextFile.Read(Path.GetFullPath(file), Faults.PatientFileMissing);
}
