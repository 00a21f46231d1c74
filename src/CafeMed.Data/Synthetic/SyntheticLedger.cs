namespace CafeMed.Data.Synthetic;

/// <summary>What is true of every visit while the cohort is made: states, the part of the log odds that no modifier touches, the effects at work, and what was given.</summary>
internal sealed class SyntheticLedger
{
    public List<string> Ids { get; } = [];

    public List<int> Patients { get; } = [];

    public List<float[]> States { get; } = [];

    public List<float[]> Offsets { get; } = [];

    public List<int[]> Effects { get; } = [];

    public List<float[]> Probabilities { get; } = [];

    public List<bool[]> Given { get; } = [];
}
