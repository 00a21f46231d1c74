using CafeMed.Cli.Show;
using CafeMed.Data;
using Spectre.Console;

namespace CafeMed.Cli.Runs;

/// <summary>Tells how far an import is: a bar for each stage on a terminal, a line now and then elsewhere.</summary>
internal sealed class ImportMonitor(RunLog log, ProgressContext? bars) : IProgress<ImportProgress>
{
    private const double SecondsBetweenLines = 5;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ProgressTask> _bars = new(StringComparer.Ordinal);
    private double _said = double.NegativeInfinity;

    /// <summary>Runs <paramref name="work"/> with a bar where there is a terminal.</summary>
    public static Task<T> WatchAsync<T>(RunLog log, Func<ImportMonitor, Task<T>> work) => log.Draws
        ? log.Console().Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new RemainingTimeColumn())
            .StartAsync(bars => work(new ImportMonitor(log, bars)))
        : work(new ImportMonitor(log, null));

    /// <inheritdoc/>
    public void Report(ImportProgress value)
    {
        lock (_gate)
        {
            if (bars is not null)
                Draw(bars, value);
            else if (value.Done == value.Total || log.Seconds - _said > SecondsBetweenLines)
            {
                _said = log.Seconds;
                log.Stage($"  {value.Stage}: {value.Done} of {value.Total} ({value.Item})");
            }
        }
    }

    private void Draw(ProgressContext bars, ImportProgress value)
    {
        if (!_bars.TryGetValue(value.Stage, out var bar))
            _bars[value.Stage] = bar = bars.AddTask(value.Stage, maxValue: value.Total);
        bar.Description = Markup.Escape($"{value.Stage} {value.Item}");
        bar.Value = Math.Max(bar.Value, value.Done);
    }
}
