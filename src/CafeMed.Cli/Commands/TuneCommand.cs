using System.CommandLine;
using System.Text.Json.Nodes;
using CafeMed.Cli.Configuration;
using CafeMed.Cli.Runs;
using CafeMed.Cli.Show;
using CafeMed.Data.Synthetic;
using CafeMed.Learning.Evaluation.Report.Drawings;
using CafeMed.Learning.Studies;
using CafeMed.Learning.Tuning;

namespace CafeMed.Cli.Commands;

/// <summary>Searches settings on validation patients.</summary>
internal static class TuneCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var cohort = new Option<DirectoryInfo?>("--cohort") { Description = "Cohort folder, from `cafemed data`. Default: none; give it or --synth.", HelpName = "COHORT" };
        var synth = new Option<int?>("--synth") { Description = "Search on so many made-up people, of --seed. Default: none; give it or --cohort.", HelpName = "N" };
        var baseline = new Option<string?>("--baseline") { Description = "Tune a baseline, one of `cafemed ls baselines`, in place of --network. Default: none.", HelpName = "NAME" };
        var trials = new Option<int>("--trials") { Description = "How many settings are tried: the configuration's own first, then some by chance, then where it looks best.", HelpName = "K", DefaultValueFactory = _ => 30 };
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder of the search: new or empty, or one to go on with: finished trials are kept.", HelpName = "DIR", Required = true };
        var command = new Command("tune", "Searches the settings of a network or a baseline on validation patients, and writes the best as YAML with what it cost.") { cohort, synth, baseline, trials, output };
        var settings = new StudySettings(command);
        CommonOptions.From(synth, 1, 1_000_000);
        CommonOptions.From(trials, 1, 100_000);
        command.Validators.Add(result =>
        {
            if (result.GetValue(cohort) is null == (result.GetResult(synth) is null or { Implicit: true }))
                result.AddError("Give either --cohort COHORT or --synth N.");
        });
        command.SetAction((parsed, ct) => RunAsync(
            context, parsed.GetValue(cohort), parsed.GetValue(synth), parsed.GetValue(baseline), parsed.GetValue(trials), parsed.GetValue(output)!,
            settings.Of(parsed, context.Seed), ct));
        return command;
    }

    private static async Task<int> RunAsync(
        CliContext context, DirectoryInfo? cohort, int? synth, string? baseline, int count, DirectoryInfo output, Settings settings, CancellationToken ct)
    {
        context.Compute();
        var asked = settings.Resolve();
        if (baseline is not null)
            _ = Study.BaselineParts[baseline];
        var recommender = Recommender.Named(baseline ?? asked.Network);
        var space = SearchSpace.Of(recommender.Name);
        if (space.Dimensions.IsEmpty)
            throw FieldFaults.NothingToSearch(recommender.Name);
        var study = recommender.Of(asked);
        var material = cohort is not null ? await Material.ReadAsync(cohort, ct).ConfigureAwait(false) : Synthetic(context, synth!.Value, output, asked.Seed, ct);
        var folder = WorkFolder.Open(output, "search.json", new JsonObject { ["recommender"] = recommender.Name, ["cohort"] = material.Receipt.Digest, ["study"] = Settings.ToJson(study) }, "tune");
        Notice.Show(context.Page);
        context.Log.Stage($"Tuning {recommender.Name}: {Figures.Of(count, "trial")} over {Figures.Of(space.Dimensions.Length, "setting")}");
        var log = new TrialLog(new FileInfo(Path.Combine(folder.Folder.FullName, "trials.jsonl")));
        IReadOnlyList<TuningTrial> trials;
        using (var runner = new TrialRunner(material.Source, Safety.InteractionFacts.Shipped(), asked, recommender))
            trials = TuningLoop.Run(context, log, space, runner, count, asked.Seed, ct);
        var about = $"{material.Receipt.Name}, seed {asked.Seed}, {Figures.Of(count, "trial")} of at most {Figures.Of(study.Trainer.Epochs, "epoch")}";
        var result = TuningText.Result(recommender.Name, about, trials, folder.Folder.FullName);
        folder.Write("best.yaml", TuningText.Best(recommender.Name, about, study, trials));
        folder.Write("tuning.md", TuningText.Of(recommender.Name, about, trials));
        folder.Write("tuning.json", JsonText.Of(result) + "\n");
        folder.Write("trials.svg", TrialPlot.Of($"Tuning {recommender.Name}", about, trials).ToSvg());
        TuningText.Show(context.Page, recommender.Name, trials);
        context.Page.Heading("Written");
        context.Page.Line($"  {folder.Folder.FullName}");
        context.Page.Line("  best.yaml      the best settings, for --config; what they cost stands in it");
        context.Page.Line("  tuning.md      the table of trials; tuning.json: the same for programs");
        context.Page.Line("  trials.svg     the trials as a picture");
        context.Page.Line("  trials.jsonl   every trial, appended as it finished");
        return context.Finish(result);
    }

    private static Material Synthetic(CliContext context, int patients, DirectoryInfo place, int seed, CancellationToken ct)
    {
        var (people, receipt, truth) = CohortMaker.Synthesize(new SyntheticOptions { Patients = patients, Seed = seed }, context, ct);
        return new Material(people, receipt, place, truth);
    }
}
