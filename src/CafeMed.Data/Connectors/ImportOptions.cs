namespace CafeMed.Data;

/// <summary>What a data set is read with.</summary>
public sealed record ImportOptions
{
    /// <summary>A table <c>drug,atc5</c> that replaces the shipped one; <see langword="null"/>, the default, takes the shipped one.</summary>
    public FileInfo? DrugMapFile { get; init; }
}
