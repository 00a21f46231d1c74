namespace CafeMed.Data;

/// <summary>A table that a connector needs.</summary>
/// <param name="Name">The file's name without <c>.csv</c> or <c>.csv.gz</c>; also the table's name in the query.</param>
/// <param name="Columns">The columns that are read.</param>
public sealed record SourceTable(string Name, params IReadOnlyList<string> Columns)
{
    /// <summary>What the table tells, if the data set may lack its file, which is then read as empty and named in the receipt. Default: none; the file must be there.</summary>
    public string? OptionalFor { get; init; }

    /// <summary>The column whose value says whose row it is, by which rows are dealt to buckets of patients. Default: none; every bucket sees the whole table.</summary>
    public string? Key { get; init; }

    /// <summary>The table that has both <see cref="Key"/> and the patient, where <see cref="Key"/> is not the patient itself. Default: none.</summary>
    public string? KeyOf { get; init; }

    /// <summary>What says which drug a row has, in the order in which the script asks; it is looked up in the maps before the script runs. Default: none.</summary>
    public IReadOnlyList<DrugColumn> Drugs { get; init; } = [];
}
