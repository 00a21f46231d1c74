using System.CommandLine;
using CafeMed.Cli.Configuration;
using CafeMed.Cli.Runs;
using CafeMed.Cli.Show;
using CafeMed.Learning.Configuration;
using CafeMed.Learning.Studies;

namespace CafeMed.Cli.Commands;

/// <summary>Trains on a cohort.</summary>
internal static class TrainCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var cohort = new Option<DirectoryInfo?>("--cohort") { Description = "Cohort folder, from `cafemed data`. Needed for a new run. Default: with --resume, the run's own.", HelpName = "COHORT" };
        var output = new Option<DirectoryInfo?>("--out") { Description = "Run folder: new or empty; with --resume the run to go on with. Default: runs/<utc>-<network>-<cohort>.", HelpName = "RUN" };
        var resume = new Option<bool>("--resume") { Description = "Go on with the interrupted run in --out, to the same result. Settings may be left out; those that are given must be the run's. Default: a new run." };
        var every = new Option<int>("--checkpoint-seconds") { Description = "So often the training is saved between two batches, beside after every epoch: a killed process loses no more. 0: after every batch.", HelpName = "S", DefaultValueFactory = _ => PeriodicCheckpoint.DefaultSeconds };
        var command = new Command("train", "Trains a network and the baselines, and measures them. Ctrl-C leaves a checkpoint.") { cohort, output, resume, every };
        CommonOptions.From(every, 0, 86_400);
        var (settings, interactions) = (new StudySettings(command, bothTracks: true), new InteractionOptions(command));
        command.Validators.Add(result =>
        {
            if (!result.GetValue(resume) && result.GetValue(cohort) is null)
                result.AddError("Option '--cohort' is required.");
            if (result.GetValue(resume) && result.GetValue(output) is null)
                result.AddError("--resume needs --out RUN: the run to go on with.");
            if (result.GetValue(resume) && settings.OfBothTracks(result))
                result.AddError("--track both begins two runs; go on with each by itself: --resume --out RUN/retrospective, --resume --out RUN/admission.");
        });
        command.SetAction((parsed, ct) => parsed.GetValue(resume)
            ? ResumeAsync(context, parsed.GetValue(cohort), parsed.GetValue(output)!, settings.Of(parsed, context.Seed), interactions.Of(parsed), parsed.GetValue(every), ct)
            : BeginAsync(context, parsed.GetValue(cohort)!, parsed.GetValue(output), settings.Of(parsed, context.Seed), interactions.Of(parsed), settings.OfBothTracks(parsed.CommandResult), parsed.GetValue(every), ct));
        return command;
    }

    private static async Task<int> BeginAsync(CliContext context, DirectoryInfo cohort, DirectoryInfo? output, Settings settings, InteractionChoice? interactions, bool bothTracks, int every, CancellationToken ct)
    {
        var options = settings.Resolve();
        context.Log.Stage($"Opening the cohort {cohort.FullName}");
        var material = await Material.OpenAsync(cohort, ct).ConfigureAwait(false);
        var folder = RunFolder.Choose(output, $"{options.Network}-{material.Receipt.Name}", context.Time);
        if (!bothTracks)
            return await RunAsync(context, material, folder, options, null, interactions, every, ct).ConfigureAwait(false);
        Notice.Show(context.Page);
        CohortView.Show(context.Page, material.Receipt);
        return context.Finish(await TrackRuns.RunAsync(context, folder, material, interactions, options, ct).ConfigureAwait(false));
    }

    private static async Task<int> ResumeAsync(CliContext context, DirectoryInfo? cohort, DirectoryInfo place, Settings settings, InteractionChoice? interactions, int every, CancellationToken ct)
    {
        var (folder, run) = RunFolder.Open(place);
        var stored = StrictJson.Read<StudyOptions>(YamlText.Read(folder.Config).ToJsonString(), "study");
        var options = settings.Agreeing(Study.Resolve(stored));
        context.Log.Stage("Opening the run's cohort");
        var material = await Material.OpenAsync(cohort ?? folder.CohortOf(run), ct).ConfigureAwait(false);
        material.Require(run.CohortDigest);
        return await RunAsync(context, material, folder, options, run, interactions, every, ct).ConfigureAwait(false);
    }

    private static async Task<int> RunAsync(CliContext context, Material material, RunFolder folder, StudyOptions options, RunFile? resumed, InteractionChoice? interactions, int every, CancellationToken ct)
    {
        Notice.Show(context.Page);
        CohortView.Show(context.Page, material.Receipt);
        return context.Finish(await new StudyRun(context, folder, material, interactions) { CheckpointEvery = TimeSpan.FromSeconds(every) }.RunAsync(options, resumed, ct).ConfigureAwait(false));
    }
}
