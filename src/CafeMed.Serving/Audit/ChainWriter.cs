using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CafeMed.Serving.Audit;

/// <summary>Adds records to the chain, many in one transaction. One caller at a time; other processes may write in between.</summary>
internal sealed class ChainWriter(AuditDatabase database, AuditKey key, string log, TimeProvider time)
{
    /// <summary>An anchor is signed for each of so many records, and once a minute, and at the end.</summary>
    public const int AnchorEvery = 1000;

    private static readonly TimeSpan s_anchorAge = TimeSpan.FromMinutes(1);
    private DateTimeOffset _anchored = time.GetUtcNow();
    private DbConnection? _connection;
    private long _known;

    /// <summary>Text of a time: UTC, sorts as text.</summary>
    public static string TimeText(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Authenticated with a record's content: which record it is, and which half.</summary>
    public static byte[] Context(string id, string part) => Encoding.UTF8.GetBytes($"{id}/{part}");

    /// <summary>Writes a batch; when this returns, it is durable.</summary>
    public async Task<IReadOnlyList<AuditReceipt>> WriteAsync(IReadOnlyList<AuditEntry> entries, CancellationToken ct)
    {
        AuditReceipt[] receipts = await InTransactionAsync<AuditReceipt[]>(async transaction =>
        {
            var records = await ChainAsync(transaction, entries, ct).ConfigureAwait(false);
            await AnchorAsync(transaction, records, ct).ConfigureAwait(false);
            return [.. records.Select(record => new AuditReceipt(record.Sequence, record.Id))];
        }, ct).ConfigureAwait(false);
        // Known once it is durable: a commit that failed must not look like a cut.
        _known = receipts[^1].Sequence;
        return receipts;
    }

    /// <summary>Destroys the live key of a subject, and records that.</summary>
    public async Task<AuditShred> ShredAsync(string subject, CancellationToken ct)
    {
        var pseudonym = key.PseudonymOf(subject);
        var shred = await InTransactionAsync(async transaction =>
        {
            var live = await transaction.LiveKeysAsync(database.LiveKeys, [pseudonym], ct).ConfigureAwait(false);
            if (live.Count == 0)
                throw AuditFaults.NoSubject();
            var now = time.GetUtcNow();
            var id = live[pseudonym].Id;
            var count = await Dapper.SqlMapper.ExecuteScalarAsync<long>(transaction.Connection!, "select count(*) from audit_records where keyid = @id and subject = @pseudonym", new { id, pseudonym }, transaction).ConfigureAwait(false);
            // The entry is about nobody: it must stay readable, and must not make a new key for whom it is about.
            var entry = new AuditEntry(AuditKinds.Shred, "", "", now, Encoding.UTF8.GetBytes(pseudonym), default, $$"""{"key":{{id}},"subject":"{{pseudonym}}","records":{{count}}}""");
            var records = await ChainAsync(transaction, [entry], ct).ConfigureAwait(false);
            await AnchorAsync(transaction, records, ct).ConfigureAwait(false);
            await transaction.RunAsync("update audit_keys set wrapped = null, destroyed = @now where id = @id", new { now = TimeText(now), id }, ct).ConfigureAwait(false);
            return new AuditShred(new(records[0].Sequence, records[0].Id), count, false);
        }, ct).ConfigureAwait(false);
        _known = shred.Receipt.Sequence;
        return shred with { Wiped = await database.WipeAsync(_connection!, ct).ConfigureAwait(false) };
    }

    /// <summary>Signs the end of the chain, so that nothing written so far can be cut off unseen while the anchors stand; and lets the database go.</summary>
    public async Task CloseAsync(CancellationToken ct)
    {
        try
        {
            if (_known > 0)
                await InTransactionAsync(async transaction =>
                {
                    var head = await HeadAsync(transaction, ct).ConfigureAwait(false);
                    if (head is not null && await transaction.Connection!.LastAnchorAsync(transaction, ct).ConfigureAwait(false) < head.Sequence)
                        await SignAsync(transaction, head, ct).ConfigureAwait(false);
                    return 0;
                }, ct).ConfigureAwait(false);
        }
        finally
        {
            await DropAsync().ConfigureAwait(false);
        }
    }

    // A connection that failed is not used again: what state it is in is not known.
    private async Task<T> InTransactionAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken ct)
    {
        try
        {
            _connection ??= await database.OpenAsync(AuditDatabase.Access.Write, ct).ConfigureAwait(false);
            var transaction = await database.BeginAsync(_connection, ct).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                var result = await work(transaction).ConfigureAwait(false);
                await transaction.CommitAsync(ct).ConfigureAwait(false);
                return result;
            }
        }
        catch
        {
            await DropAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task DropAsync()
    {
        var connection = _connection;
        _connection = null;
        if (connection is not null)
            await connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<List<StoredRecord>> ChainAsync(DbTransaction transaction, IReadOnlyList<AuditEntry> entries, CancellationToken ct)
    {
        var head = await HeadAsync(transaction, ct).ConfigureAwait(false);
        var keys = await KeysAsync(transaction, [.. entries.Select(entry => key.PseudonymOf(entry.Subject)).Distinct()], ct).ConfigureAwait(false);
        var (sequence, previous) = (head?.Sequence ?? 0, head?.Hash ?? new byte[32]);
        var records = new List<StoredRecord>(entries.Count);
        foreach (var entry in entries)
        {
            var record = Encrypt(entry, ++sequence, previous, keys);
            previous = record.Hash;
            records.Add(record);
        }
        await database.InsertAsync(transaction, records, ct).ConfigureAwait(false);
        return records;
    }

    private async Task<StoredRecord?> HeadAsync(DbTransaction transaction, CancellationToken ct)
    {
        var head = await transaction.Connection!.HeadAsync(transaction, ct).ConfigureAwait(false);
        _known = Math.Max(_known, await transaction.Connection!.LastAnchorAsync(transaction, ct).ConfigureAwait(false));
        return (head?.Sequence ?? 0) < _known ? throw AuditFaults.Cut(database.Name, _known, head?.Sequence ?? 0) : head;
    }

    private async Task<Dictionary<string, (long Id, byte[] Key)>> KeysAsync(DbTransaction transaction, IReadOnlyCollection<string> pseudonyms, CancellationToken ct)
    {
        // Asked anew for each batch: another process may have destroyed a key since.
        var live = await transaction.LiveKeysAsync(database.LiveKeys, pseudonyms, ct).ConfigureAwait(false);
        var keys = live.ToDictionary(found => found.Key, found => (found.Value.Id, key.Unwrap(found.Value.Wrapped!, found.Key)), StringComparer.Ordinal);
        if (keys.Count == pseudonyms.Count)
            return keys;
        var next = await transaction.LastKeyAsync(ct).ConfigureAwait(false);
        var made = new List<object>();
        foreach (var subject in pseudonyms.Where(pseudonym => !keys.ContainsKey(pseudonym)))
        {
            var fresh = RandomNumberGenerator.GetBytes(32);
            keys.Add(subject, (++next, fresh));
            made.Add(new { id = next, subject, wrapped = key.Wrap(fresh, subject), made = TimeText(time.GetUtcNow()) });
        }
        await transaction.RunAsync("insert into audit_keys (id, subject, wrapped, made) values (@id, @subject, @wrapped, @made)", made, ct).ConfigureAwait(false);
        return keys;
    }

    private StoredRecord Encrypt(AuditEntry entry, long sequence, byte[] previous, Dictionary<string, (long Id, byte[] Key)> keys)
    {
        var (id, subject) = (RecordId.At(entry.At), key.PseudonymOf(entry.Subject));
        var (keyId, dataKey) = keys[subject];
        var record = new StoredRecord
        {
            Sequence = sequence,
            Id = id,
            Kind = entry.Kind,
            At = TimeText(entry.At),
            Model = entry.ModelHash,
            Subject = subject,
            KeyId = keyId,
            Input = Sealed.Close(dataKey, entry.Input.Span, Context(id, "input")),
            Answer = Sealed.Close(dataKey, entry.Answer.Span, Context(id, "answer")),
            Facts = entry.Facts,
            Previous = previous,
        };
        return record with { Hash = record.ComputeHash(log) };
    }

    private async Task AnchorAsync(DbTransaction transaction, List<StoredRecord> records, CancellationToken ct)
    {
        var old = time.GetUtcNow() - _anchored >= s_anchorAge;
        foreach (var record in records.Where(record => record.Sequence % AnchorEvery == 0 || (old && record == records[^1])))
            await SignAsync(transaction, record, ct).ConfigureAwait(false);
    }

    private async Task SignAsync(DbTransaction transaction, StoredRecord record, CancellationToken ct)
    {
        _anchored = time.GetUtcNow();
        var anchor = new StoredAnchor { Sequence = record.Sequence, Hash = record.Hash, At = TimeText(_anchored) };
        await transaction.RunAsync(
            "insert into audit_anchors (sequence, hash, at, signature) values (@Sequence, @Hash, @At, @Signature)", anchor with { Signature = key.Sign(anchor.Message(log)) }, ct).ConfigureAwait(false);
    }
}
