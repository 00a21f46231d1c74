using System.Collections.Immutable;

namespace CafeMed.Data;

/// <summary>A source table as it lies in the work folder: read once, dealt to buckets.</summary>
/// <param name="Name">The table.</param>
/// <param name="Rows">Rows that could be read.</param>
/// <param name="Unreadable">Lines that could not.</param>
/// <param name="File">The file it came from; <see langword="null"/> where an optional table has none.</param>
internal sealed record StagedTable(string Name, long Rows, long Unreadable, SourceFile? File)
{
    /// <summary>Why lines could not be read, and how many.</summary>
    public ImmutableArray<DroppedRows> Reasons { get; init; } = [];
}
