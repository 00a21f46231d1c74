using System.Collections.Immutable;

namespace CafeMed.Data;

/// <summary>What a data set is read with.</summary>
public sealed record ImportOptions
{
    /// <summary>A table <c>drug,atc5</c> that replaces the shipped one; <see langword="null"/>, the default, takes the shipped one.</summary>
    public FileInfo? DrugMapFile { get; init; }

    /// <summary>Maps of the user's, which go before the shipped ones; of two that know a code the later one answers. Default: none.</summary>
    public ImmutableArray<FileInfo> MapFiles { get; init; } = [];

    /// <summary>The edition of ICD, 9 or 10, that diagnoses and procedures are turned into by the General Equivalence Mappings; <see langword="null"/>, the default, leaves them as they are.</summary>
    public int? IcdEdition { get; init; }

    /// <summary>Where lines of an export that cannot be read are put aside, as a CSV <c>table,file,line,reason,text</c>; <see langword="null"/>, the default, only counts them. Written only where there are any.</summary>
    public FileInfo? QuarantineFile { get; init; }

    /// <summary>The maps that these options ask for.</summary>
    /// <exception cref="CafeMedException"><c>CM1006</c>, <c>CM1007</c>: the drug map cannot be used. <c>CM1110</c> to <c>CM1114</c>: one of the user's maps cannot.</exception>
    public CodeMaps Maps() => new([.. MapFiles.Select(MapFile.Read)], DrugMapFile is { } file ? DrugMap.Read(file) : null);
}
