using CafeMed.Cli.Show;
using CafeMed.Data.Demos;
using Spectre.Console;

namespace CafeMed.Cli.Runs;

/// <summary>Tells how far a download is: a bar on a terminal, a line for each file elsewhere.</summary>
internal sealed class DownloadMonitor(RunLog log, ProgressTask? bar) : IProgress<DemoProgress>
{
    private const double SecondsBetweenLines = 15;
    private double _said = log.Seconds;

    /// <summary>Runs <paramref name="download"/>, and shows it.</summary>
    public static async Task<DemoReceipt> WatchAsync(RunLog log, Func<IProgress<DemoProgress>, Task<DemoReceipt>> download)
    {
        if (!log.Draws)
            return await download(new DownloadMonitor(log, null)).ConfigureAwait(false);
        return await log.Console().Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(), new TransferSpeedColumn(), new RemainingTimeColumn())
            .StartAsync(context => download(new DownloadMonitor(log, context.AddTask("Downloading")))).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Report(DemoProgress value)
    {
        if (bar is not null)
        {
            bar.Description = $"{value.Number} of {value.Count}: {value.File}".EscapeMarkup();
            bar.MaxValue = Math.Max(1, value.Length ?? value.Bytes + 1);
            bar.Value = value.Bytes;
        }
        else if (value.Done)
            Say($"  {value.Number} of {value.Count}: {value.File}, {value.Bytes / 1e6:0.00} MB, {(value.Kept ? "already there" : "downloaded")}, SHA-256 is right");
        else if (log.Seconds - _said > SecondsBetweenLines)
            Say($"  {value.Number} of {value.Count}: {value.File}, {value.Bytes / 1e6:0.0}{(value.Length is { } length ? $" of {length / 1e6:0.0}" : "")} MB");
    }

    private void Say(string text)
    {
        log.Line(text);
        _said = log.Seconds;
    }
}
