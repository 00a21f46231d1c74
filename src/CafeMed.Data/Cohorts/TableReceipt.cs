using System.Collections.Immutable;

namespace CafeMed.Data;

/// <summary>What became of a table's rows: <c>Rows = Used + the sum of Dropped</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Rows">Rows in the file.</param>
/// <param name="Used">Rows that gave a code, or that tie others to a visit.</param>
/// <param name="Dropped">The others by reason.</param>
public sealed record TableReceipt(string Table, long Rows, long Used, ImmutableArray<DroppedRows> Dropped)
{
    /// <summary>Lines that could not be read and are in the quarantine file; they are among the rows, and among the dropped.</summary>
    public long Unreadable { get; init; }
}
