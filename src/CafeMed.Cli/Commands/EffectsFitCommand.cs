using System.CommandLine;
using CafeMed.Cli.Runs;
using CafeMed.Cli.Show;
using CafeMed.Learning.Causal;
using CafeMed.Learning.Storage;

namespace CafeMed.Cli.Commands;

/// <summary>Estimates effects, and writes them to a file.</summary>
internal static class EffectsFitCommand
{
    private static readonly (EffectFlags Flag, string Words)[] _reasons =
    [
        (EffectFlags.Pooled, "of the parent code"), (EffectFlags.TooFew, "too few visits"), (EffectFlags.NoOverlap, "no overlap"),
        (EffectFlags.Constant, "nothing to compare"), (EffectFlags.Screened, "the estimate of the screen"), (EffectFlags.Clipped, "risk cut off at 0 or 1"),
        (EffectFlags.Unbalanced, "left unbalanced by the weights"), (EffectFlags.SignDiffers, "total and direct effect differ in sign"),
    ];

    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var output = new Option<FileInfo>("--out") { Description = "The file to write; an older one is replaced.", HelpName = "FILE", Required = true };
        var command = new Command("fit", "Estimates the effect of every code on every drug, and writes a file with the fingerprint of the patients.") { output };
        var settings = new EffectSettings(command, both: true);
        command.SetAction((parsed, ct) => RunAsync(context, settings, parsed, parsed.GetValue(output)!, ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, EffectSettings settings, ParseResult parsed, FileInfo output, CancellationToken ct)
    {
        context.Compute();
        var task = await settings.ReadAsync(parsed, context, ct).ConfigureAwait(false);
        var times = new StageTimes(context.Time, stage => context.Log.Stage(Words(stage)));
        var effects = task.Estimator.Estimate(task.Training, task.Vocabularies, task.Options, times, ct);
        if (task.BothTracks)
        {
            context.Log.Stage("The direct track");
            effects = TrackComparison.Mark(effects, task.Estimator.Estimate(task.Training, task.Vocabularies, task.Options with { Track = EffectTrack.Direct }, times, ct));
        }
        times.Stop();
        EffectsFile.Write(output, effects);
        Notice.Show(context.Page);
        EffectsView.Show(context.Page, effects, task.Material.Names);
        var channels = effects.Channels.Select(Summary.Of).ToArray();
        context.Page.Heading("What was tested");
        context.Page.Table(
            ["<codes", "pairs", "tested", "found q 0.05", "q 0.10", "any dependence 0.05"],
            channels.Select(one => new[]
            {
                Learning.Evaluation.Report.Words.Of(one.Kind), Figures.Count(one.Pairs), Figures.Count(one.Tested),
                Figures.Count(one.Found), Figures.Count(one.FoundLoosely), Figures.Count(one.FoundCautiously),
            }));
        context.Page.Table(["<remark", "pairs"], _reasons
            .Select(reason => (reason.Words, Count: effects.Channels.Sum(channel => channel.Inference.Count(one => (one.Flags & reason.Flag) != 0))))
            .Where(reason => reason.Count > 0).Select(reason => new[] { reason.Words, Figures.Count(reason.Count) }));
        context.Page.Heading("Time by stage");
        context.Page.Table(["<stage", "seconds"], times.Spent.Select(stage => new[] { Words(stage.Key), $"{stage.Value.TotalSeconds:0.0}" }));
        context.Page.Heading("Written");
        context.Page.Line($"  {output.FullName}");
        return context.Finish(new
        {
            Notice = Notice.Words, File = output.FullName, effects.Estimator, effects.Track, Patients = task.Training.Patients.Length, Visits = task.Training.VisitCount,
            FittedOn = effects.FittedOn.Digest, Channels = channels, Seconds = times.Spent.ToDictionary(stage => Words(stage.Key), stage => stage.Value.TotalSeconds),
        });
    }

    private static string Words(EffectStage stage) => stage switch
    {
        EffectStage.Encode => "visits to columns",
        EffectStage.Gram => "products of columns",
        EffectStage.Penalty => "ridge penalty",
        EffectStage.Inverse => "inverse of each fold",
        EffectStage.Residuals => "residuals, streamed",
        EffectStage.Products => "codes times drugs, streamed",
        EffectStage.Clusters => "errors by patient, streamed",
        EffectStage.Propensities => "probabilities of codes",
        EffectStage.Outcomes => "probabilities of drugs",
        _ => "multiplicity and shrinkage",
    };

    private sealed record Summary(CodeKind Kind, int Codes, long Pairs, int Tested, int Found, int FoundLoosely, int FoundCautiously)
    {
        public static Summary Of(EffectChannel channel) => new(
            channel.Treatments.Kind, channel.Treatments.Count, channel.Estimates.Length,
            channel.Inference.Count(one => one.Tested), channel.Inference.Count(one => one.Q <= 0.05), channel.Inference.Count(one => one.Q <= 0.1),
            channel.Inference.Count(one => one.CautiousQ <= 0.05));
    }
}
