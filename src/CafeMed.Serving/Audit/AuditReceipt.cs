namespace CafeMed.Serving.Audit;

/// <summary>Says that a record is on the disk.</summary>
/// <param name="Sequence">Its place in the chain, from 1 without gaps.</param>
/// <param name="Id">Its identifier: 26 characters that sort by time and cannot be guessed (80 random bits). What `cafemed replay` takes.</param>
public sealed record AuditReceipt(long Sequence, string Id);
