namespace CafeMed.Data;

/// <summary>Rows of a table that were used.</summary>
internal sealed record TableUse(string Table, long Rows);
