using System.Collections.Immutable;

namespace CafeMed.Data;

/// <summary>A source table as it lies in the work folder: read once, dealt to buckets.</summary>
/// <param name="Name">The table.</param>
/// <param name="Rows">Rows that could be read.</param>
/// <param name="Unreadable">Lines that could not.</param>
/// <param name="Files">The files it came from; none where an optional table has none.</param>
internal sealed record StagedTable(string Name, long Rows, long Unreadable, ImmutableArray<SourceFile> Files)
{
    /// <summary>Why lines could not be read, and how many.</summary>
    public ImmutableArray<DroppedRows> Reasons { get; init; } = [];

    /// <summary>Optional columns that a file lacked.</summary>
    public ImmutableArray<string> Lacking { get; init; } = [];

    /// <summary>Both as one.</summary>
    public StagedTable Plus(StagedTable other) => new(Name, Rows + other.Rows, Unreadable + other.Unreadable, [.. Files, .. other.Files])
    {
        Reasons = [.. Reasons, .. other.Reasons],
        Lacking = [.. Lacking.Union(other.Lacking)],
    };
}
