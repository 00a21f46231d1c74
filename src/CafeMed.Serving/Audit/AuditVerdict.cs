using System.Collections.Immutable;

namespace CafeMed.Serving.Audit;

/// <summary>What came out of walking a chain from its first record to its last.</summary>
public sealed record AuditVerdict
{
    /// <summary>How many records there are.</summary>
    public required long Records { get; init; }

    /// <summary>The end of the chain: keep it elsewhere, and give it to the next verification.</summary>
    public required AuditHead Head { get; init; }

    /// <summary>Time of the first record, UTC; <see langword="null"/> where there is none.</summary>
    public string? First { get; init; }

    /// <summary>Time of the last record, UTC; <see langword="null"/> where there is none.</summary>
    public string? Last { get; init; }

    /// <summary>How many signed anchors there are.</summary>
    public required int Anchors { get; init; }

    /// <summary>How many records follow the last good anchor: these could be rewritten or cut off by who can write to the database, and only a head kept elsewhere would show it.</summary>
    public required long Unanchored { get; init; }

    /// <summary>Whether signatures were checked against a key given by the verifier. If not, they were checked against the key that the log itself names, which whoever rewrites a log can replace.</summary>
    public required bool OwnKey { get; init; }

    /// <summary>How many subjects' keys there are.</summary>
    public required long LiveKeys { get; init; }

    /// <summary>How many subjects' keys were destroyed.</summary>
    public required long DestroyedKeys { get; init; }

    /// <summary>How many things are wrong.</summary>
    public required long Broken { get; init; }

    /// <summary>What is wrong, in the order of the chain; the first 100.</summary>
    public required ImmutableArray<AuditFinding> Findings { get; init; }

    /// <summary>Whether nothing is wrong.</summary>
    public bool Whole => Broken == 0;
}
