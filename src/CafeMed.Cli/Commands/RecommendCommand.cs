using System.CommandLine;
using CafeMed.Cli.Configuration;
using CafeMed.Cli.Runs;
using CafeMed.Cli.Show;
using CafeMed.Data;
using CafeMed.Inference;
using CafeMed.Safety.SafeSets;

namespace CafeMed.Cli.Commands;

/// <summary>Advises on one patient.</summary>
internal static class RecommendCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var run = new Option<DirectoryInfo?>("--run") { Description = "Run folder, from `cafemed train` or `cafemed demo`. Default: --bundle answers; one of the two must be named.", HelpName = "RUN" };
        var bundle = new Option<FileInfo?>("--bundle") { Description = "Bundle, from `cafemed export`, in place of a run: needs no torch. Default: --run answers.", HelpName = "FILE" };
        var trust = BundleCommand.Trust();
        var patient = new Option<string>("--patient") { Description = "One patient as JSON (docs/patient-json.md), or - for standard input.", HelpName = "FILE.json", Required = true };
        var safe = new Option<bool>("--safe") { Description = "Propose the best set that the safety rules allow, with the proof and with what was given up. Default: the model's own set, findings attached." };
        var burden = new Option<double>("--max-burden") { Description = "With --safe: most severity-weighted burden (docs/safe-sets.md).", HelpName = "B", DefaultValueFactory = _ => new SafeSetOptions().MaxBurden };
        var objective = new Option<SafeSetObjective>("--objective") { Description = "With --safe: what is made largest, ExpectedJaccard or LogOdds.", DefaultValueFactory = _ => new SafeSetOptions().Objective };
        var limit = new Option<double>("--time-limit") { Description = "With --safe: seconds for one set; then the best so far, with its gap.", HelpName = "S", DefaultValueFactory = _ => new SafeSetOptions().TimeLimit.TotalSeconds };
        var command = new Command("recommend", "Gives advice for one patient: drugs with probability, reasons, changes against the last visit, interactions.")
        {
            run, bundle, trust, patient, safe, burden, objective, limit,
        };
        var (interactions, rules) = (new InteractionOptions(command), new RuleSettings(command));
        command.SetAction((parsed, ct) => RunAsync(
            context, () => Open(context, parsed.GetValue(run), parsed.GetValue(bundle), parsed.GetValue(trust)!), parsed.GetValue(patient)!, interactions.Of(parsed), stored => rules.Of(parsed, stored), !parsed.GetValue(safe) ? null : new SafeSetOptions
            {
                MaxBurden = Positive(parsed.GetValue(burden), "--max-burden"),
                Objective = parsed.GetValue(objective),
                TimeLimit = TimeSpan.FromSeconds(Positive(parsed.GetValue(limit), "--time-limit")),
            }, ct));
        return command;
    }

    private static double Positive(double value, string option) => value is >= 0 and <= 1e9 ? value : throw Faults.OutOfRange(option, value, 0, 1e9);

    private static AdviceSource Open(CliContext context, DirectoryInfo? run, FileInfo? bundle, FileInfo[] trust)
    {
        if (run is null == bundle is null)
            throw ExportFaults.OneSource();
        if (bundle is not null)
            return AdviceSource.OfBundle(bundle, BundleTrust.Of(trust));
        context.Compute();
        return AdviceSource.OfRun(run!);
    }

    private static async Task<int> RunAsync(
        CliContext context, Func<AdviceSource> open, string file, InteractionChoice? chosen,
        Func<IReadOnlyDictionary<string, RuleOptions>, IReadOnlyDictionary<string, RuleOptions>> rules, SafeSetOptions? safe, CancellationToken ct)
    {
        using var source = open();
        var patient = PatientFile.Read(await TextOf(context, file, ct).ConfigureAwait(false), context.Time);
        var asked = patient.AtLevel(source.Level);
        if (source.Encoder.Encode([new Patient(asked.Id, [asked.CurrentVisit])]).Hidden is > 0 and var hidden)
            context.Log.Line($"  {Figures.Of(hidden, "code")} of this visit are not used: the track is {source.Encoder.Track.ToString().ToLowerInvariant()}, and they were not known on arrival");
        var (knowledge, graph, remarks) = source.Knowledge(chosen, ct);
        foreach (var remark in remarks)
            context.Log.Line($"  {remark}");
        var all = Rules.Of(graph, source.Names, knowledge, rules(source.Rules));
        var recommendation = await source.Recommender.RecommendAsync(asked, ct).ConfigureAwait(false);
        var plan = safe is null ? null : new SafeSetPlanner(all, Options(safe, source.Decision), context.Time).Plan(asked, recommendation);
        var advice = new Advisor(source.Recommender, all).Review(asked, plan?.Apply(recommendation) ?? recommendation);
        var told = AdviceText.Of(advice, source.Decision, asked, source.Names, knowledge.Tables) with { Certainty = CertaintyText.Of(advice.Recommendation, source.Certainty, source.Names) };
        if (plan is not null)
            told = told with { Chosen = ChoiceText.Safe(told.Chosen), Safe = SafeText.Of(plan, source.Names) };
        Notice.Show(context.Page);
        AdviceView.Show(context.Page, told, heldOut: false);
        if (source.Synthetic)
            context.Page.Text("Note: this model was trained on made-up people. Nothing it says is about a real patient.");
        return context.Finish(told);
    }

    private static SafeSetOptions Options(SafeSetOptions safe, Decision decision) => safe with { Threshold = decision.Threshold, KeepFrom = decision.KeepFrom };

    private static async Task<string> TextOf(CliContext context, string file, CancellationToken ct) => file == "-"
        ? await context.Streams.In.ReadToEndAsync(ct).ConfigureAwait(false)
        : TextFile.Read(Path.GetFullPath(file), Faults.PatientFileMissing);
}
