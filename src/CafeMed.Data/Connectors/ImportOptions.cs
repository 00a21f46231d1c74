using System.Collections.Immutable;

namespace CafeMed.Data;

/// <summary>What a data set is read with.</summary>
public sealed record ImportOptions
{
    /// <summary>A table <c>drug,atc5</c> that replaces the shipped one; <see langword="null"/>, the default, takes the shipped one.</summary>
    public FileInfo? DrugMapFile { get; init; }

    /// <summary>The share of a table's lines that may be unreadable and put aside, in [0, 1]. More is a fault. Default: 0.05.</summary>
    public double MaxUnreadable { get; init; } = 0.05;

    /// <summary>How many buckets of patients a large data set is dealt to: a power of two up to 256. Default: by the size of the files; 1 up to 256 MB of CSV.</summary>
    public int? Buckets { get; init; }

    /// <summary>How to reach a live database, such as <c>Host=db;Database=omop;Username=me</c>; <see langword="null"/>, the default, reads files.</summary>
    /// <remarks>For an <see cref="IDatabaseConnector"/>, which then does not look at its folder; other connectors do not look at this. May hold a password: it is never shown.</remarks>
    public string? Connection { get; init; }

    /// <summary>The database's schemas, separated by commas, in which tables are looked for in this order. Default: public. Ignored without <see cref="Connection"/>.</summary>
    public string Schema { get; init; } = "public";

    /// <summary>Maps of the user's, which go before the shipped ones; of two that know a code the later one answers. Default: none.</summary>
    public ImmutableArray<FileInfo> MapFiles { get; init; } = [];

    /// <summary>The edition of ICD, 9 or 10, that diagnoses and procedures are turned into by the General Equivalence Mappings; <see langword="null"/>, the default, leaves them as they are.</summary>
    public int? IcdEdition { get; init; }

    /// <summary>Where lines of an export that cannot be read are put aside, as a CSV <c>table,file,line,reason,text</c>; <see langword="null"/>, the default, only counts them. Written only where there are any.</summary>
    public FileInfo? QuarantineFile { get; init; }

    /// <summary>The maps that these options ask for.</summary>
    /// <exception cref="CafeMedException"><c>CM1006</c>, <c>CM1007</c>: the drug map cannot be used. <c>CM1110</c> to <c>CM1114</c>: one of the user's maps cannot.</exception>
    public CodeMaps Maps() => new([.. MapFiles.Select(MapFile.Read)], DrugMapFile is { } file ? DrugMap.Read(file) : null);

    /// <summary>Not the connection, which may hold a password.</summary>
    public override string ToString() => $"ImportOptions {{ Connection = {(Connection is null ? "none" : "***")}, Schema = {Schema} }}";
}
