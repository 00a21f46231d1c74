namespace CafeMed.Data;

/// <summary>Rows that were not used.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Rows">How many; 0 where the note is that an optional file was not there.</param>
public sealed record DroppedRows(string Reason, long Rows);
