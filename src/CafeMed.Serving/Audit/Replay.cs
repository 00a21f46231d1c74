namespace CafeMed.Serving.Audit;

/// <summary>Asks a recorded question again and compares the answers byte for byte.</summary>
public static class Replay
{
    /// <summary>Replays one record.</summary>
    /// <param name="reader">The log, with its key.</param>
    /// <param name="id">Identifier of the record.</param>
    /// <param name="bundleHash">SHA-256 of the bundle that will answer; <see langword="null"/>: not compared.</param>
    /// <param name="answer">Answers the record's input as the server would. Gets the record with its input decrypted.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="CafeMedException">CM6072 no such record; CM6073 its key was destroyed; CM6074 it was changed; CM6075 another bundle answered it; CM6078 it is no question.</exception>
    public static async Task<ReplayResult> RunAsync(
        AuditReader reader, string id, string? bundleHash, Func<AuditRecord, CancellationToken, ValueTask<byte[]>> answer, CancellationToken ct)
    {
        var record = await reader.FindAsync(id, ct).ConfigureAwait(false);
        if (record.Kind is AuditKinds.Feedback or AuditKinds.Shred)
            throw AuditFaults.NotReplayable(id, record.Kind);
        if (bundleHash is not null && record.ModelHash.Length > 0 && !string.Equals(bundleHash, record.ModelHash, StringComparison.OrdinalIgnoreCase))
            throw AuditFaults.OtherBundle(id, record.ModelHash, bundleHash);
        var (before, now) = (record.Answer!.Value, await answer(record, ct).ConfigureAwait(false));
        var same = before.Span.CommonPrefixLength(now);
        return new ReplayResult(record, now, same == before.Length && same == now.Length ? null : same);
    }
}
