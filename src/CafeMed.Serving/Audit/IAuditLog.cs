namespace CafeMed.Serving.Audit;

/// <summary>Where a server writes down what it was asked and what it said. What is acknowledged is on the disk.</summary>
public interface IAuditLog
{
    /// <summary>Writes one record and answers once it is durable.</summary>
    /// <param name="entry">What to write. Its memory must not change until the returned task ends.</param>
    /// <param name="ct">Observed until the entry is queued; a queued entry is written whatever happens to the request, and the task then says so.</param>
    /// <returns>The record's place in the chain and its identifier.</returns>
    /// <exception cref="CafeMedException">CM6060 the queue is full: answer 503 and let the caller come back; CM6061 the store did not take it (full disk, lock, lost connection);
    /// CM6062 the log is closed; CM6063 the entry cannot be stored. In each case nothing was acknowledged.</exception>
    ValueTask<AuditReceipt> AppendAsync(AuditEntry entry, CancellationToken ct);

    /// <summary>Writes what became of one card, as a record of the same chain, and returns once it is durable.</summary>
    /// <param name="entry">What the clinician did.</param>
    /// <param name="ct">As for <see cref="AppendAsync"/>.</param>
    /// <exception cref="CafeMedException">As for <see cref="AppendAsync"/>.</exception>
    ValueTask RecordFeedbackAsync(FeedbackEntry entry, CancellationToken ct);
}
