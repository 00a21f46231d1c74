namespace CafeMed;

/// <summary>The parts of a study. Nobody is in two.</summary>
public enum SplitPart
{
    /// <summary>Everything that is fitted is fitted on these.</summary>
    Training,

    /// <summary>When to stop, thresholds and calibration are chosen on these.</summary>
    Validation,

    /// <summary>Seen once, at the end.</summary>
    Test,
}
