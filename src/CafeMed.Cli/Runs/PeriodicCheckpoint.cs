using CafeMed.Learning.Training;

namespace CafeMed.Cli.Runs;

/// <summary>Saves a training between two batches whenever some time has passed, so that a killed process loses no more than that.</summary>
/// <param name="monitor">Told of every batch first.</param>
/// <param name="time">The clock.</param>
/// <param name="every">How long is not saved; zero saves after every batch.</param>
/// <param name="save">Saves.</param>
internal sealed class PeriodicCheckpoint(IProgress<TrainingProgress> monitor, TimeProvider time, TimeSpan every, Action save) : IProgress<TrainingProgress>
{
    /// <summary>How long is not saved unless something else is asked for.</summary>
    public const int DefaultSeconds = 60;

    private long _saved = time.GetTimestamp();

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        monitor.Report(value);
        // After the last batch the epoch ends, and is saved as a whole.
        if (value.Batch < value.Batches && time.GetElapsedTime(_saved) >= every)
            Save();
    }

    /// <summary>Saves now.</summary>
    public void Save()
    {
        save();
        _saved = time.GetTimestamp();
    }
}
