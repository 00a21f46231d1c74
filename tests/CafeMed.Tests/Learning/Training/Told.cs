using CafeMed.Learning.Training;

namespace CafeMed.Tests.Learning.Training;

/// <summary>Passes progress on at once, on the thread that trains.</summary>
internal sealed class Told(Action<TrainingProgress> tell) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => tell(value);
}
