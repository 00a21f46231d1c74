using System.CommandLine;
using CafeMed.Cli.Show;
using CafeMed.Learning.Causal.Refutation;

namespace CafeMed.Cli.Commands;

/// <summary>Tries to refute effects.</summary>
internal static class EffectsRefuteCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext context)
    {
        var command = new Command("refute", "Tries to refute an estimator's effects on a cohort: negative controls, a random cause, half of the patients, with verdicts.");
        var settings = new EffectSettings(command);
        command.SetAction((parsed, ct) => RunAsync(context, settings, parsed, ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, EffectSettings settings, ParseResult parsed, CancellationToken ct)
    {
        context.Compute();
        var task = await settings.ReadAsync(parsed, context, ct).ConfigureAwait(false);
        var report = EffectRefutation.Run(task.Estimator, task.Training, task.Vocabularies, task.Options, new Told(context.Log), ct);
        Notice.Show(context.Page);
        context.Page.Heading($"Attempts to refute {report.Estimator}{(report.Track is { } track ? $", {track.ToString().ToLowerInvariant()} effects" : "")}");
        foreach (var check in report.Checks)
        {
            context.Page.Text($"{check.Name}: {check.Verdict}");
            context.Page.Text($"{check.What}; {check.Value} (expected: {check.Expected})", 4, 2);
        }
        context.Page.Heading("Calibration by negative controls");
        context.Page.Text($"z of negative controls scatters {report.NullSpread:0.00} times as wide as chance has it; {Figures.Of(report.Found, "pair is", "pairs are")} found at q = 0.05 as they are, {Figures.Count(report.FoundCalibrated)} where z is divided by that");
        return context.Finish(new { Notice = Notice.Words, Report = report });
    }

    // Not Progress<T>, which would tell in another thread, and late.
    private sealed class Told(RunLog log) : IProgress<string>
    {
        public void Report(string value) => log.Stage(value);
    }
}
