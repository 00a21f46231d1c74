namespace CafeMed.Data;

/// <summary>A table that a connector needs.</summary>
/// <param name="Name">The file's name without <c>.csv</c>, <c>.csv.gz</c> or <c>.parquet</c>, in lower case; also the table's name in the query.</param>
/// <param name="Columns">The columns that are read, in lower case; the file may write them and its name in upper case.</param>
public sealed record SourceTable(string Name, params IReadOnlyList<string> Columns)
{
    /// <summary>What the table tells, if the data set may lack its file, which is then read as empty and named in the receipt. Default: none; the file must be there.</summary>
    public string? OptionalFor { get; init; }

    /// <summary>Columns that a file may lack, which are then read as empty; the receipt names those. Default: none.</summary>
    public IReadOnlyList<string> OptionalColumns { get; init; } = [];

    /// <summary>Whether every CSV and Parquet file of the folder, whatever its name, is part of the table, and the folder may be a file. Default: no.</summary>
    public bool EveryFile { get; init; }

    /// <summary>Whether the table only explains other tables' values: all its rows then count as used, and the script gives no lines for them. Default: no.</summary>
    public bool IsDictionary { get; init; }

    /// <summary>
    /// The column whose value says whose row it is, by which rows are dealt to buckets of patients; it need not be one of <see cref="Columns"/>, and is needed
    /// only where there are several buckets. Default: none; every bucket sees the whole table.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>The table that has both <see cref="Key"/> and, as its own <see cref="Key"/>, the patient, where <see cref="Key"/> is not the patient itself. Default: none.</summary>
    public string? KeyOf { get; init; }

    /// <summary>What says which drug a row has, in the order in which the script asks; it is looked up in the maps before the script runs. Default: none.</summary>
    public IReadOnlyList<DrugColumn> Drugs { get; init; } = [];

    internal IEnumerable<string> AllColumns => Columns.Concat(OptionalColumns);
}
