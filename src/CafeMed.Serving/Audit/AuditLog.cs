using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Channels;

namespace CafeMed.Serving.Audit;

/// <summary>An append-only, hash-chained log in SQLite or PostgreSQL. Many callers; one writer, which commits what waits in one transaction.</summary>
/// <remarks>What is acknowledged is durable: a commit returns after the disk said so. Several processes may write to one log: each batch takes the database's lock and goes on from the
/// head that it finds there.</remarks>
public sealed class AuditLog : IAuditLog, IAsyncDisposable
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly AuditDatabase _database;
    private readonly AuditOptions _options;
    private readonly AuditKey _key;
    private readonly ChainWriter _writer;
    private readonly Channel<Pending> _queue;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Task _writing;
    private long _bytes;
    private int _waiting;
    private int _closed;

    private AuditLog(AuditDatabase database, AuditOptions options, AuditKey key, string log, TimeProvider time)
    {
        (_database, _options, _key) = (database, options, key);
        _writer = new ChainWriter(database, key, log, time);
        _queue = System.Threading.Channels.Channel.CreateBounded<Pending>(new BoundedChannelOptions(options.QueueLength) { SingleReader = true });
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>How many records wait to be written now.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Opens a log, or makes it, with its key file, where there is none.</summary>
    /// <exception cref="CafeMedException">CM6065 to CM6071: another database, version or key; the key file is missing or open to others; the database cannot be reached. CM6079: records were cut off.</exception>
    public static async Task<AuditLog> OpenAsync(AuditOptions options, TimeProvider time, CancellationToken ct)
    {
        var database = AuditDatabase.Of(options);
        var (key, log) = await LogCreation.OpenAsync(database, options, time, ct).ConfigureAwait(false);
        return new AuditLog(database, options, key, log, time);
    }

    /// <inheritdoc/>
    public async ValueTask<AuditReceipt> AppendAsync(AuditEntry entry, CancellationToken ct)
    {
        if (entry.Kind is AuditKinds.Feedback or AuditKinds.Shred)
            throw AuditFaults.BadEntry($"the kind '{entry.Kind}' is the log's own");
        return await EnqueueAsync(entry, ct).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask RecordFeedbackAsync(FeedbackEntry entry, CancellationToken ct)
    {
        Pending.Text("the service", entry.Service);
        Pending.Text("the card", entry.Card);
        Pending.Text("the reason's system", entry.ReasonSystem ?? "");
        Pending.Text("the reason's code", entry.ReasonCode ?? "");
        Pending.Text("the comment", entry.Comment ?? "", 64 << 10);
        var taken = entry.AcceptedSuggestions.IsDefault ? [] : entry.AcceptedSuggestions;
        var facts = new FeedbackFacts(entry.Service, entry.Card, entry.Outcome == FeedbackOutcome.Accepted, taken.Length, entry.ReasonSystem, entry.ReasonCode);
        var content = JsonSerializer.SerializeToUtf8Bytes(new { entry.Service, entry.Card, Outcome = entry.Outcome == FeedbackOutcome.Accepted ? "accepted" : "overridden", AcceptedSuggestions = taken, entry.ReasonSystem, entry.ReasonCode, entry.Comment }, s_json);
        await EnqueueAsync(new AuditEntry(AuditKinds.Feedback, entry.Subject, "", entry.At, content, default, facts.ToJson()), ct).ConfigureAwait(false);
    }

    /// <summary>Destroys the key of a subject: what was written about it so far can never be read again, and the chain still holds. A record says that it was done.</summary>
    /// <remarks>What is written about the subject afterwards has a new key. What waits in this moment to be written is written afterwards.</remarks>
    /// <param name="subject">The identifier, to the letter, that the records were written with.</param>
    /// <param name="ct">Cancels the waiting.</param>
    /// <exception cref="CafeMedException">CM6076 there is no key for this subject; CM6061 the database did not take it; CM6062 the log is closed.</exception>
    public async Task<AuditShred> ShredAsync(string subject, CancellationToken ct)
    {
        await _turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            return Volatile.Read(ref _closed) == 0 ? await _writer.ShredAsync(subject, ct).ConfigureAwait(false) : throw AuditFaults.Closed();
        }
        catch (Exception exception) when (exception is DbException or TimeoutException or IOException)
        {
            throw AuditFaults.NotStored(_database.Name, exception.Message, exception);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes no more, writes what waits, signs the end of the chain, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
            return;
        _queue.Writer.Complete();
        await _writing.ConfigureAwait(false);
        await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            await _writer.CloseAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DbException or TimeoutException or IOException or CafeMedException)
        {
            // Everything acknowledged is stored; only the last signature is missing, and `audit verify` says so.
        }
        finally
        {
            _turn.Release();
        }
        _key.Dispose();
    }

    private async Task<AuditReceipt> EnqueueAsync(AuditEntry entry, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        Pending.Check(entry);
        if (Volatile.Read(ref _closed) != 0)
            throw AuditFaults.Closed();
        var pending = new Pending(entry, null);
        var bytes = Interlocked.Add(ref _bytes, pending.Bytes);
        Interlocked.Increment(ref _waiting);
        // One record may always wait, however large it is.
        if ((bytes > _options.QueueBytes && bytes > pending.Bytes) || !_queue.Writer.TryWrite(pending))
        {
            Forget(pending);
            throw Volatile.Read(ref _closed) != 0 ? AuditFaults.Closed() : AuditFaults.Busy(Waiting);
        }
        return await pending.Done.Task.ConfigureAwait(false);
    }

    private void Forget(Pending pending)
    {
        Interlocked.Add(ref _bytes, -pending.Bytes);
        Interlocked.Decrement(ref _waiting);
    }

    private async Task WriteAsync()
    {
        var batch = new List<Pending>(_options.BatchSize);
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            batch.Clear();
            while (batch.Count < _options.BatchSize && _queue.Reader.TryRead(out var next))
                batch.Add(next);
            await WriteAsync(batch).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(List<Pending> batch)
    {
        await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            var receipts = await _writer.WriteAsync([.. batch.Select(pending => pending.Entry)], CancellationToken.None).ConfigureAwait(false);
            for (var i = 0; i < batch.Count; i++)
                batch[i].Done.SetResult(receipts[i]);
        }
        catch (Exception exception)
        {
            // Whatever it was, the callers must hear of it, and the writer must go on.
            foreach (var pending in batch)
                pending.Done.SetException(exception as CafeMedException is { Fault.Code: "CM6079" } cut ? cut : AuditFaults.NotStored(_database.Name, exception.Message, exception));
        }
        finally
        {
            batch.ForEach(Forget);
            _turn.Release();
        }
    }
}
