namespace CafeMed.Serving.Audit;

/// <summary>What shredding a subject did.</summary>
/// <param name="Receipt">The record that says so in the chain.</param>
/// <param name="Records">How many records cannot be read any more.</param>
/// <param name="Wiped">Whether the old key is overwritten in the database's own files too; if not, another process kept them busy: shred any subject again later, or end that process. Copies elsewhere are never reached.</param>
public sealed record AuditShred(AuditReceipt Receipt, long Records, bool Wiped);
