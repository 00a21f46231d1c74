using CafeMed.Cli.Show;
using CafeMed.Learning.Training;
using Spectre.Console;

namespace CafeMed.Cli.Runs;

/// <summary>Tells how far a training is: a bar on a terminal, a line for each epoch elsewhere.</summary>
internal sealed class TrainingMonitor(RunLog log, ProgressTask? bar) : IProgress<TrainingProgress>
{
    private const double SecondsBetweenLines = 15;
    private double? _first;
    private double _start;
    private double _said;
    private double _left;

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        var (done, all) = (value.Epoch - 1.0 + (double)value.Batch / value.Batches, (double)value.Epochs);
        if (_first is null)
            (_first, _start, _said) = (done, log.Seconds, log.Seconds);
        else
            _left = (log.Seconds - _start) * (all - done) / Math.Max(1e-9, done - _first.Value);
        if (bar is not null)
        {
            bar.Description = $"Training, epoch {value.Epoch} of at most {value.Epochs}, best Jaccard {value.Best:0.000}";
            bar.Value = 100 * done / all;
        }
        else if (value.Batch < value.Batches && log.Seconds - _said > SecondsBetweenLines)
            Say($"  epoch {value.Epoch} of at most {value.Epochs}, batch {value.Batch} of {value.Batches}{Left()}");
    }

    /// <summary>An epoch has ended.</summary>
    public void Ended(EpochReport epoch, int most)
    {
        if (bar is null)
            Say($"  epoch {epoch.Epoch} of at most {most}: loss {epoch.Loss:0.000}, validation Jaccard {epoch.ValidationJaccard:0.0000}{(epoch.Best ? " (best)" : "")}, {epoch.Seconds:0.0} s{(epoch.Epoch < most ? Left() : "")}");
    }

    private string Left() => _left > 0 ? $", at most {(_left < 90 ? $"{_left:0} s" : $"{_left / 60:0} min")} left" : "";

    private void Say(string text)
    {
        log.Line(text);
        _said = log.Seconds;
    }
}
