using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace CafeMed.Serving.Audit;

/// <summary>Reads an audit log while others may write to it: verifies, finds, lists, counts. Each call opens a connection of its own.</summary>
public sealed class AuditReader : IDisposable
{
    private const int Page = 1000;
    private readonly AuditDatabase _database;
    private readonly AuditKey? _key;
    private readonly string _log;
    private readonly string _publicKey;

    private AuditReader(AuditDatabase database, AuditKey? key, string log, string publicKey) => (_database, _key, _log, _publicKey) = (database, key, log, publicKey);

    /// <summary>Whether there is a key file, so that records can be decrypted and subjects found.</summary>
    public bool CanDecrypt => _key is not null;

    /// <summary>Where the log lies, without user or password.</summary>
    public string Name => _database.Name;

    /// <summary>The key that the anchors are checked against if no other is given, as PEM.</summary>
    public string PublicKey => _publicKey;

    /// <summary>Opens a log that is there. Without a key file the chain can be verified and facts counted.</summary>
    /// <exception cref="CafeMedException">CM6064 no log; CM6065 to CM6071 as for <see cref="AuditLog.OpenAsync"/>; CM6067 only where a key file was named.</exception>
    public static async Task<AuditReader> OpenAsync(AuditOptions options, CancellationToken ct)
    {
        var database = AuditDatabase.Of(options);
        var connection = await database.OpenAsync(AuditDatabase.Access.Read, ct).ConfigureAwait(false);
        AuditKey? key = null;
        await using (connection.ConfigureAwait(false))
        {
            try
            {
                var file = (options.KeyFile ?? database.KeyFile) is { } path ? new FileInfo(path) : null;
                key = file is not null && (options.KeyFile is not null || File.Exists(file.FullName)) ? AuditKey.Open(file) : null;
                var log = key is null
                    ? await connection.MetaAsync("log", ct).ConfigureAwait(false) ?? throw AuditFaults.NotAStore(database.Name, "it has no identifier")
                    : await LogCreation.BelongsAsync(database, connection, key, file!, ct).ConfigureAwait(false);
                var publicKey = key?.PublicKey ?? await connection.MetaAsync("public_key", ct).ConfigureAwait(false) ?? throw AuditFaults.NotAStore(database.Name, "it names no key");
                return new AuditReader(database, key, log, publicKey);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                key?.Dispose();
                throw database.Refused(exception);
            }
        }
    }

    /// <summary>Walks the whole chain.</summary>
    /// <param name="expected">A head that was noted earlier: the log must still contain it. <see langword="null"/>: none.</param>
    /// <param name="publicKey">The key to check the anchors against, as PEM. <see langword="null"/>: the key file's, or else the one that the log names.</param>
    /// <param name="progress">Told how many records were walked; <see langword="null"/>: nobody.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="CafeMedException">CM6065 the database itself is damaged; CM6068 <paramref name="publicKey"/> is no key; CM6071 it cannot be read.</exception>
    public Task<AuditVerdict> VerifyAsync(AuditHead? expected, string? publicKey, IProgress<long>? progress, CancellationToken ct)
    {
        if (publicKey is not null)
            CheckPem(publicKey, "given as public key");
        else if (_key is null)
            CheckPem(_publicKey, "named by the log");
        return ReadAsync(connection => new ChainCheck(_log, publicKey ?? _publicKey, _key, expected).RunAsync(connection, publicKey is not null || _key is not null, progress, ct), ct);
    }

    /// <summary>Finds one record and decrypts it.</summary>
    /// <exception cref="CafeMedException">CM6072 there is none; CM6073 its key was destroyed; CM6074 it was changed; CM6067 there is no key file.</exception>
    public async Task<AuditRecord> FindAsync(string id, CancellationToken ct)
    {
        var (stored, wrapped) = await ReadAsync(async connection =>
        {
            var found = await connection.FindAsync(id, ct).ConfigureAwait(false) ?? throw AuditFaults.NoRecord(id.Length > 100 ? id[..100] : id);
            return (found, await connection.KeyAsync(found.KeyId, ct).ConfigureAwait(false));
        }, ct).ConfigureAwait(false);
        if (!stored.ComputeHash(_log).AsSpan().SequenceEqual(stored.Hash))
            throw AuditFaults.Undecryptable(id, "it does not have the content that its hash was made of");
        if (wrapped is null)
            throw AuditFaults.Undecryptable(id, "its key is gone");
        if (wrapped.Wrapped is null)
            throw AuditFaults.Shredded(id);
        var key = _key ?? throw AuditFaults.NoKey(_database.KeyFile ?? "(none was named)");
        try
        {
            var dataKey = key.Unwrap(wrapped.Wrapped, wrapped.Subject);
            return Shown(stored) with { Input = Sealed.Open(dataKey, stored.Input, ChainWriter.Context(id, "input")), Answer = Sealed.Open(dataKey, stored.Answer, ChainWriter.Context(id, "answer")) };
        }
        catch (CryptographicException exception)
        {
            throw AuditFaults.Undecryptable(id, "its key does not fit", exception);
        }
    }

    /// <summary>Lists records, newest first, without their content.</summary>
    /// <exception cref="CafeMedException">CM6067 a subject is asked for and there is no key file.</exception>
    public Task<IReadOnlyList<AuditRecord>> ListAsync(AuditQuery query, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 1000);
        var subject = query.Subject is null ? "" : (_key ?? throw AuditFaults.NoKey(_database.KeyFile ?? "(none was named)")).PseudonymOf(query.Subject);
        return ReadAsync<IReadOnlyList<AuditRecord>>(async connection => [.. (await connection.ListAsync(
            ChainWriter.TimeText(query.From), Bound(query.To), query.Kind ?? "", subject, query.Before, query.Limit, ct).ConfigureAwait(false)).Select(Shown)], ct);
    }

    /// <summary>Counts what was asked, shown and answered, by day. Decrypts nothing.</summary>
    public async Task<IReadOnlyList<AuditDay>> DaysAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var tallies = new SortedDictionary<DateOnly, DayTally>();
        await foreach (var record in FactsAsync(from, to, ct).ConfigureAwait(false))
        {
            var day = DateOnly.FromDateTime(record.At.UtcDateTime);
            if (!tallies.TryGetValue(day, out var tally))
                tallies.Add(day, tally = new DayTally());
            tally.Add(record);
        }
        return [.. tallies.Select(tally => tally.Value.Of(tally.Key))];
    }

    /// <summary>All records from one time to another in the order of the chain, without their content: for what counts facts.</summary>
    public async IAsyncEnumerable<AuditRecord> FactsAsync(DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken ct)
    {
        var (after, first, last) = (long.MinValue, ChainWriter.TimeText(from), Bound(to));
        while (true)
        {
            var page = await ReadAsync(connection => connection.FactsPageAsync(after, first, last, Page, ct), ct).ConfigureAwait(false);
            foreach (var record in page)
                yield return Shown(record);
            if (page.Count < Page)
                yield break;
            after = page[^1].Sequence;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _key?.Dispose();

    private static string Bound(DateTimeOffset to) => to == DateTimeOffset.MaxValue ? "~" : ChainWriter.TimeText(to);

    private static AuditRecord Shown(StoredRecord record) => new()
    {
        Sequence = record.Sequence,
        Id = record.Id,
        Kind = record.Kind,
        At = DateTimeOffset.Parse(record.At, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal),
        ModelHash = record.Model,
        Subject = record.Subject,
        Facts = record.Facts,
    };

    private static void CheckPem(string text, string where)
    {
        try
        {
            using var signer = ECDsa.Create();
            signer.ImportFromPem(text);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw AuditFaults.BadKey(where, "it is no PEM of a public key", exception);
        }
    }

    private async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken ct)
    {
        try
        {
            var connection = await _database.OpenAsync(AuditDatabase.Access.Read, ct).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
                return await read(connection).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or CafeMedException))
        {
            throw _database.Refused(exception);
        }
    }
}
