using CafeMed.Cli.Show;
using Spectre.Console;

namespace CafeMed.Cli.Runs;

/// <summary>Tells how many people are made up so far: a bar on a terminal, a line now and then elsewhere.</summary>
internal sealed class SynthMonitor(RunLog log, ProgressTask? bar, int people) : IProgress<int>
{
    private const double SecondsBetweenLines = 5;
    private double _said = log.Seconds;

    /// <inheritdoc/>
    public void Report(int value)
    {
        if (bar is not null)
        {
            bar.Value = 100.0 * value / people;
            if (value == people)
                bar.Description = "Writing the shards";
        }
        else if (log.Seconds - _said > SecondsBetweenLines || value == people && people >= 50_000)
        {
            log.Stage($"  {Figures.Of(value, "person", "people")} of {Figures.Count(people)}{(value == people ? "; writing the shards" : "")}");
            _said = log.Seconds;
        }
    }
}
