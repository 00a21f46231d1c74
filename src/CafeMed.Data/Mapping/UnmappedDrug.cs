namespace CafeMed.Data;

/// <summary>A drug that the map does not know.</summary>
/// <param name="Drug">As the source writes it.</param>
/// <param name="Rows">How often.</param>
public sealed record UnmappedDrug(string Drug, long Rows);
