namespace CafeMed.Data.Synthetic;

/// <summary>How a synthetic cohort is written; none of it changes who is in it.</summary>
public sealed record SyntheticOutput
{
    /// <summary>People up to whom <see cref="VisitTruth"/> is written unless told otherwise.</summary>
    public const int VisitTruthMost = 20_000;

    /// <summary>Threads that draw people; at least 1, one for each core by default.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether the truth of every visit is written, some 2 kB each: yes, no, or, by default (<see langword="null"/>), for 20,000 people at most.</summary>
    public bool? VisitTruth { get; init; }

    /// <summary>Whether the truth of every visit is written for so many people.</summary>
    public bool WritesVisitTruth(int patients) => VisitTruth ?? patients <= VisitTruthMost;
}
