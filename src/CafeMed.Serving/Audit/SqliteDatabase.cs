using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CafeMed.Serving.Audit;

/// <summary>A log in one SQLite file: journal written ahead, every commit flushed to the disk.</summary>
internal sealed class SqliteDatabase(AuditOptions options) : AuditDatabase
{
    private const int Corrupt = 11;
    private const int NotADatabase = 26;
    private readonly string _path = Path.GetFullPath(options.Store);

    public override string Name => $"'{_path}'";

    public override string? KeyFile => _path + ".key";

    public override string LiveKeys => "select id, subject, wrapped from audit_keys where wrapped is not null and subject in @subjects";

    public override bool Shares => false;

    public override string Schema => """
        create table audit_meta (name text primary key, value text not null) without rowid;
        create table audit_keys (id integer primary key, subject text not null, wrapped blob, made text not null, destroyed text);
        create unique index audit_keys_live on audit_keys (subject) where wrapped is not null;
        create table audit_records (
            sequence integer primary key, id text not null unique, kind text not null, at text not null, model text not null, subject text not null, keyid integer not null,
            input blob not null, answer blob not null, facts text, previous blob not null check (length(previous) = 32), hash blob not null check (length(hash) = 32));
        create index audit_records_at on audit_records (at);
        create index audit_records_subject on audit_records (subject);
        create table audit_anchors (sequence integer primary key, hash blob not null, at text not null, signature blob not null);
        create trigger audit_records_no_update before update on audit_records begin select raise(abort, 'audit records are append-only'); end;
        create trigger audit_records_no_delete before delete on audit_records begin select raise(abort, 'audit records are append-only'); end;
        create trigger audit_anchors_no_update before update on audit_anchors begin select raise(abort, 'audit anchors are append-only'); end;
        create trigger audit_anchors_no_delete before delete on audit_anchors begin select raise(abort, 'audit anchors are append-only'); end;
        create trigger audit_meta_no_update before update on audit_meta begin select raise(abort, 'audit meta is fixed'); end;
        create trigger audit_meta_no_delete before delete on audit_meta begin select raise(abort, 'audit meta is fixed'); end;
        create trigger audit_keys_no_delete before delete on audit_keys begin select raise(abort, 'audit keys are destroyed, not deleted'); end;
        """;

    public override async Task<DbConnection> ConnectAsync(Access access, CancellationToken ct)
    {
        if (access != Access.Create && !File.Exists(_path))
            throw AuditFaults.NoStore(Name);
        if (access == Access.Create)
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = _path,
            Mode = access switch { Access.Create => SqliteOpenMode.ReadWriteCreate, Access.Write => SqliteOpenMode.ReadWrite, _ => SqliteOpenMode.ReadOnly },
            DefaultTimeout = options.LockSeconds,
            Pooling = false,
        };
        var connection = new SqliteConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(ct).ConfigureAwait(false);
            // Deleted content is overwritten with zeros: a destroyed key is gone from the file too.
            await connection.ExecuteAsync(access == Access.Read
                ? "pragma trusted_schema = off"
                : "pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on; pragma trusted_schema = off").ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // Immediate: whoever begins holds the one lock for writing, so the head it reads stays the head.
    public override Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken ct) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: false));

    public override async Task<IReadOnlyList<string>> TablesAsync(DbConnection connection, CancellationToken ct) =>
        (await connection.QueryAsync<string>(new CommandDefinition(
            "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'", cancellationToken: ct)).ConfigureAwait(false)).AsList();

    public override Task InsertAsync(DbTransaction transaction, IReadOnlyList<StoredRecord> records, CancellationToken ct) => transaction.RunAsync(AuditSql.Insert, records, ct);

    public override async Task<bool> WipeAsync(DbConnection connection, CancellationToken ct) =>
        await connection.ExecuteScalarAsync<long>(new CommandDefinition("pragma wal_checkpoint(truncate)", cancellationToken: ct)).ConfigureAwait(false) == 0;

    protected override bool IsDamage(Exception exception) => exception is SqliteException { SqliteErrorCode: Corrupt or NotADatabase } or InvalidCastException or FormatException;
}
