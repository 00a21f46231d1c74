using System.Data.Common;

namespace CafeMed.Serving.Audit;

/// <summary>What differs between the databases that can hold a log.</summary>
internal abstract class AuditDatabase
{
    public const string Version = "1";

    /// <summary>Where it lies, without user or password.</summary>
    public abstract string Name { get; }

    /// <summary>Makes tables, indexes and what forbids changes.</summary>
    public abstract string Schema { get; }

    /// <summary>Finds the keys of <c>@subjects</c> that were not destroyed: Dapper gives PostgreSQL an array, and SQLite a list.</summary>
    public abstract string LiveKeys { get; }

    /// <summary>Where the key lies if nobody says; nothing where that must be said.</summary>
    public abstract string? KeyFile { get; }

    /// <summary>Finds the right one for <see cref="AuditOptions.Store"/>.</summary>
    public static AuditDatabase Of(AuditOptions options) =>
        options.Store.Contains('=', StringComparison.Ordinal) && !File.Exists(options.Store) ? new PostgresDatabase(options) : new SqliteDatabase(options);

    /// <summary>Opens a connection, ready to use.</summary>
    public abstract Task<DbConnection> ConnectAsync(Access access, CancellationToken ct);

    /// <summary>Begins a transaction that no other writer is in.</summary>
    public abstract Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken ct);

    /// <summary>Lists the tables that are there.</summary>
    public abstract Task<IReadOnlyList<string>> TablesAsync(DbConnection connection, CancellationToken ct);

    /// <summary>Whether tables of others may lie beside the log's.</summary>
    public abstract bool Shares { get; }

    /// <summary>Writes rows of the chain.</summary>
    public abstract Task InsertAsync(DbTransaction transaction, IReadOnlyList<StoredRecord> records, CancellationToken ct);

    /// <summary>After a key was destroyed: wipes what the database still holds of it.</summary>
    /// <returns>Whether it could.</returns>
    public abstract Task<bool> WipeAsync(DbConnection connection, CancellationToken ct);

    /// <summary>Turns what the driver says into a fault.</summary>
    public CafeMedException Refused(Exception exception) => exception switch
    {
        CafeMedException fault => fault,
        _ when IsDamage(exception) => AuditFaults.NotAStore(Name, exception.Message, exception),
        _ => AuditFaults.Unreachable(Name, exception.Message, exception),
    };

    /// <summary>Whether the file is damaged, or none of ours.</summary>
    protected abstract bool IsDamage(Exception exception);

    /// <summary>Opens a connection to a log that must be there, and looks at its version.</summary>
    public async Task<DbConnection> OpenAsync(Access access, CancellationToken ct)
    {
        DbConnection? connection = null;
        try
        {
            connection = await ConnectAsync(access, ct).ConfigureAwait(false);
            var tables = await TablesAsync(connection, ct).ConfigureAwait(false);
            if (!tables.Contains("audit_meta"))
                throw tables.Count == 0 || Shares ? AuditFaults.NoStore(Name) : AuditFaults.NotAStore(Name, "it holds other tables");
            if (await connection.MetaAsync("schema_version", ct).ConfigureAwait(false) is var version && version != Version)
                throw AuditFaults.OtherVersion(Name, version ?? "(none)", Version);
            return connection;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            if (connection is not null)
                await connection.DisposeAsync().ConfigureAwait(false);
            throw Refused(exception);
        }
    }

    /// <summary>How a connection is to be used.</summary>
    internal enum Access
    {
        Read,
        Write,
        Create,
    }
}
