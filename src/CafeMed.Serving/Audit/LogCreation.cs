using System.Data.Common;
using System.Security.Cryptography;

namespace CafeMed.Serving.Audit;

/// <summary>Opens a log for writing with its key, and makes both where there is neither.</summary>
internal static class LogCreation
{
    public static async Task<(AuditKey Key, string Log)> OpenAsync(AuditDatabase database, AuditOptions options, TimeProvider time, CancellationToken ct)
    {
        var file = new FileInfo(options.KeyFile ?? database.KeyFile ?? throw AuditFaults.NoKey("(none was named)"));
        AuditKey? key = null;
        try
        {
            var connection = await database.ConnectAsync(AuditDatabase.Access.Create, ct).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                key = await CreateAsync(database, connection, file, time, ct).ConfigureAwait(false) ?? AuditKey.Open(file);
            }
            return (key, await CheckAsync(database, key, file, ct).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            key?.Dispose();
            throw database.Refused(exception);
        }
    }

    /// <summary>Opens the log's key, if it is the right one.</summary>
    public static async Task<string> BelongsAsync(AuditDatabase database, DbConnection connection, AuditKey key, FileInfo file, CancellationToken ct) =>
        await connection.MetaAsync("key_check", ct).ConfigureAwait(false) == key.Check
            ? await connection.MetaAsync("log", ct).ConfigureAwait(false) ?? throw AuditFaults.NotAStore(database.Name, "it has no identifier")
            : throw AuditFaults.OtherKey(file.FullName, database.Name);

    private static async Task<AuditKey?> CreateAsync(AuditDatabase database, DbConnection connection, FileInfo file, TimeProvider time, CancellationToken ct)
    {
        var transaction = await database.BeginAsync(connection, ct).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var tables = await database.TablesAsync(connection, ct).ConfigureAwait(false);
            if (tables.Contains("audit_meta"))
                return null;
            if (tables.Count > 0 && !database.Shares)
                throw AuditFaults.NotAStore(database.Name, "it holds other tables");
            // A key that is there already is taken: a log that was moved away may be followed by a new one.
            var key = File.Exists(file.FullName) ? AuditKey.Open(file) : AuditKey.Create(file);
            await transaction.RunAsync(database.Schema, null, ct).ConfigureAwait(false);
            (string, string)[] meta =
            [
                ("schema_version", AuditDatabase.Version), ("log", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))), ("made", ChainWriter.TimeText(time.GetUtcNow())),
                ("key_check", key.Check), ("public_key", key.PublicKey),
            ];
            await transaction.RunAsync("insert into audit_meta (name, value) values (@name, @value)", meta.Select(pair => new { name = pair.Item1, value = pair.Item2 }), ct).ConfigureAwait(false);
            await transaction.CommitAsync(ct).ConfigureAwait(false);
            return key;
        }
    }

    private static async Task<string> CheckAsync(AuditDatabase database, AuditKey key, FileInfo file, CancellationToken ct)
    {
        var connection = await database.OpenAsync(AuditDatabase.Access.Write, ct).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var log = await BelongsAsync(database, connection, key, file, ct).ConfigureAwait(false);
            var (head, anchored) = (await connection.HeadAsync(null, ct).ConfigureAwait(false), await connection.LastAnchorAsync(null, ct).ConfigureAwait(false));
            return anchored > (head?.Sequence ?? 0) ? throw AuditFaults.Cut(database.Name, anchored, head?.Sequence ?? 0) : log;
        }
    }
}
