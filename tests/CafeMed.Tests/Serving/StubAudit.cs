using System.Collections.Concurrent;
using CafeMed.Serving.Audit;

namespace CafeMed.Tests.Serving;

/// <summary>Keeps what would be written down.</summary>
internal sealed class StubAudit : IAuditLog
{
    public ConcurrentQueue<AuditEntry> Entries { get; } = [];

    public ConcurrentQueue<FeedbackEntry> Feedback { get; } = [];

    /// <summary>Whether the disk is full.</summary>
    public bool Full { get; init; }

    public ValueTask<AuditReceipt> AppendAsync(AuditEntry entry, CancellationToken ct)
    {
        if (Full)
            throw new CafeMedException(new Fault("CM6061", "The disk is full.", "Make room."));
        Entries.Enqueue(entry);
        return ValueTask.FromResult(new AuditReceipt(Entries.Count, $"id-{Entries.Count}"));
    }

    public ValueTask RecordFeedbackAsync(FeedbackEntry entry, CancellationToken ct)
    {
        Feedback.Enqueue(entry);
        return ValueTask.CompletedTask;
    }
}
