namespace CafeMed.Data.Synthetic;

/// <summary>What is true of one visit, and what is recorded of it, by number.</summary>
internal sealed class SyntheticVisitTruth
{
    public required string Id { get; init; }

    /// <summary>Index of the person.</summary>
    public required int Patient { get; init; }

    /// <summary>The person's hidden clusters; the same array at every visit.</summary>
    public required float[] Clusters { get; init; }

    /// <summary>(5) by <see cref="SyntheticState"/>.</summary>
    public required float[] States { get; init; }

    /// <summary>Log odds but for the effects of codes, by column.</summary>
    public required float[] Offsets { get; init; }

    /// <summary>The effects at work.</summary>
    public required int[] Effects { get; init; }

    /// <summary>The chance of being given, by column.</summary>
    public required float[] Probabilities { get; init; }

    /// <summary>The chance of every cause.</summary>
    public required float[] Propensities { get; init; }

    /// <summary>What was given, by column.</summary>
    public required bool[] Given { get; init; }

    /// <summary>What is recorded as given, by column.</summary>
    public required bool[] Labels { get; init; }

    /// <summary>Recorded diagnoses and procedures, by number.</summary>
    public required int[] Codes { get; init; }

    /// <summary>Diagnoses and procedures left out of the record, by number.</summary>
    public required int[] Lost { get; init; }

    public required bool Female { get; init; }

    /// <summary>From 0.</summary>
    public required int Site { get; init; }

    public required double Time { get; init; }

    /// <summary>Days since the last visit's end, negative at a first visit.</summary>
    public required int Days { get; init; }
}
