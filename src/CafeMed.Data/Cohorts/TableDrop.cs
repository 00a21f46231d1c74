namespace CafeMed.Data;

/// <summary>Rows of a table that were dropped for one reason.</summary>
internal sealed record TableDrop(string Table, string Reason, long Rows);
