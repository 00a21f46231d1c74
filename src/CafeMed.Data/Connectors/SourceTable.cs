namespace CafeMed.Data;

/// <summary>A table that a connector needs.</summary>
/// <param name="Name">The file's name without <c>.csv</c> or <c>.csv.gz</c>; also the table's name in the query.</param>
/// <param name="Columns">The columns that are read.</param>
public sealed record SourceTable(string Name, params IReadOnlyList<string> Columns)
{
    /// <summary>Whether the data set may lack the file; it is then read as empty. Default: no.</summary>
    public bool Optional { get; init; }
}
