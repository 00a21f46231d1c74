namespace CafeMed.Data;

/// <summary>Rows that were not used.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Rows">How many.</param>
public sealed record DroppedRows(string Reason, long Rows);
