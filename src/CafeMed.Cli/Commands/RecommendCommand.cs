using System.CommandLine;
using CafeMed.Cli.Configuration;
using CafeMed.Cli.Runs;
using CafeMed.Cli.Show;
using CafeMed.Data;
using CafeMed.Learning.Studies;
using CafeMed.Safety.Checking;
using CafeMed.Safety.Knowledge;
using CafeMed.Safety.SafeSets;

namespace CafeMed.Cli.Commands;

/// <summary>Advises on one patient.</summary>
internal static class RecommendCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var run = new Option<DirectoryInfo>("--run") { Description = "Run folder, from `cafemed train` or `cafemed demo`.", HelpName = "RUN", Required = true };
        var patient = new Option<string>("--patient") { Description = "One patient as JSON (docs/patient-json.md), or - for standard input.", HelpName = "FILE.json", Required = true };
        var safe = new Option<bool>("--safe") { Description = "Propose the best set that the safety rules allow, with the proof and with what was given up. Default: the model's own set, findings attached." };
        var burden = new Option<double>("--max-burden") { Description = "With --safe: most severity-weighted burden (docs/safe-sets.md).", HelpName = "B", DefaultValueFactory = _ => new SafeSetOptions().MaxBurden };
        var objective = new Option<SafeSetObjective>("--objective") { Description = "With --safe: what is made largest, ExpectedJaccard or LogOdds.", DefaultValueFactory = _ => new SafeSetOptions().Objective };
        var limit = new Option<double>("--time-limit") { Description = "With --safe: seconds for one set; then the best so far, with its gap.", HelpName = "S", DefaultValueFactory = _ => new SafeSetOptions().TimeLimit.TotalSeconds };
        var command = new Command("recommend", "Gives advice for one patient: drugs with probability, reasons, changes against the last visit, interactions.")
        {
            run, patient, safe, burden, objective, limit,
        };
        var (interactions, rules) = (new InteractionOptions(command), new RuleSettings(command));
        command.SetAction((parsed, ct) => RunAsync(
            context, parsed.GetValue(run)!, parsed.GetValue(patient)!, interactions.Of(parsed), stored => rules.Of(parsed, stored), !parsed.GetValue(safe) ? null : new SafeSetOptions
            {
                MaxBurden = Positive(parsed.GetValue(burden), "--max-burden"),
                Objective = parsed.GetValue(objective),
                TimeLimit = TimeSpan.FromSeconds(Positive(parsed.GetValue(limit), "--time-limit")),
            }, ct));
        return command;
    }

    private static double Positive(double value, string option) => value is >= 0 and <= 1e9 ? value : throw Faults.OutOfRange(option, value, 0, 1e9);

    private static async Task<int> RunAsync(
        CliContext context, DirectoryInfo place, string file, InteractionChoice? chosen,
        Func<IReadOnlyDictionary<string, RuleOptions>, IReadOnlyDictionary<string, RuleOptions>> rules, SafeSetOptions? safe, CancellationToken ct)
    {
        context.Compute();
        var (folder, run) = RunFolder.Open(place);
        var patient = PatientFile.Read(await TextOf(context, file, ct).ConfigureAwait(false), context.Time);
        var (model, _) = folder.ReadModel();
        var synthetic = folder.IsSynthetic();
        var names = CohortMaker.NamesOf(synthetic);
        var asked = patient.AtLevel(model.Options.Level);
        if (model.Encoder.Encode([new Patient(asked.Id, [asked.CurrentVisit])]).Hidden is > 0 and var hidden)
            context.Log.Line($"  {Figures.Of(hidden, "code")} of this visit are not used: the run's track is {model.Options.Track.ToString().ToLowerInvariant()}, and they were not known on arrival");
        var (knowledge, remarks) = KnowledgeOf(chosen, run, ct);
        foreach (var remark in remarks)
            context.Log.Line($"  {remark}");
        // Another table than the run's has no shares of its own: there every ingredient of a group counts the same.
        var graph = chosen is null ? model.Graph : DirectGraph.Of(knowledge.Interactions, CodeSet.From(model.Encoder.Vocabularies.Medications.Codes));
        var all = Rules.Of(graph, names, knowledge, rules(model.Options.Rules));
        var recommender = new TrainedRecommender(model);
        var recommendation = await recommender.RecommendAsync(asked, ct).ConfigureAwait(false);
        var plan = safe is null ? null : new SafeSetPlanner(all, Options(safe, model.Decision), context.Time).Plan(asked, recommendation);
        var advice = new Advisor(recommender, all).Review(asked, plan?.Apply(recommendation) ?? recommendation);
        var told = AdviceText.Of(advice, model.Decision, asked, names, knowledge.Tables) with { Certainty = CertaintyText.Of(advice.Recommendation, model.Certainty, names) };
        if (plan is not null)
            told = told with { Chosen = ChoiceText.Safe(told.Chosen), Safe = SafeText.Of(plan, names) };
        Notice.Show(context.Page);
        AdviceView.Show(context.Page, told, heldOut: false);
        if (synthetic)
            context.Page.Text("Note: this model was trained on made-up people. Nothing it says is about a real patient.");
        return context.Finish(told);
    }

    private static SafeSetOptions Options(SafeSetOptions safe, Decision decision) => safe with { Threshold = decision.Threshold, KeepFrom = decision.KeepFrom };

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
