using System.Data.Common;
using Dapper;
using Npgsql;

namespace CafeMed.Serving.Audit;

/// <summary>A log in a PostgreSQL database: several servers may write to it.</summary>
internal sealed class PostgresDatabase(AuditOptions options) : AuditDatabase
{
    // Any number that nobody else locks: "cafemed" and the schema's own name make it.
    private const string Lock = "select pg_advisory_xact_lock(1667327589, hashtext(coalesce(current_schema, '')))";
    private readonly NpgsqlConnectionStringBuilder _settings = Parse(options);

    public override string Name => $"PostgreSQL database '{_settings.Database ?? _settings.Username}' on {_settings.Host}";

    public override string? KeyFile => null;

    public override string LiveKeys => "select id, subject, wrapped from audit_keys where wrapped is not null and subject = any(@subjects)";

    public override bool Shares => true;

    public override string Schema => """
        create table audit_meta (name text primary key, value text not null);
        create table audit_keys (id bigint primary key, subject text not null, wrapped bytea, made text not null, destroyed text);
        create unique index audit_keys_live on audit_keys (subject) where wrapped is not null;
        create table audit_records (
            sequence bigint primary key, id text collate "C" not null unique, kind text not null, at text collate "C" not null, model text not null, subject text not null, keyid bigint not null,
            input bytea not null, answer bytea not null, facts text, previous bytea not null check (length(previous) = 32), hash bytea not null check (length(hash) = 32));
        alter table audit_records alter column input set storage external, alter column answer set storage external;
        create index audit_records_at on audit_records (at);
        create index audit_records_subject on audit_records (subject);
        create table audit_anchors (sequence bigint primary key, hash bytea not null, at text not null, signature bytea not null);
        create function audit_append_only() returns trigger language plpgsql as $$ begin raise exception '% is append-only', tg_table_name; end $$;
        create trigger audit_records_fixed before update or delete or truncate on audit_records for each statement execute function audit_append_only();
        create trigger audit_anchors_fixed before update or delete or truncate on audit_anchors for each statement execute function audit_append_only();
        create trigger audit_meta_fixed before update or delete or truncate on audit_meta for each statement execute function audit_append_only();
        create trigger audit_keys_fixed before delete or truncate on audit_keys for each statement execute function audit_append_only();
        revoke update, delete, truncate on audit_records, audit_anchors, audit_meta from public, current_user;
        revoke delete, truncate on audit_keys from public, current_user;
        """;

    public override async Task<DbConnection> ConnectAsync(Access access, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(_settings.ConnectionString);
        try
        {
            await connection.OpenAsync(ct).ConfigureAwait(false);
            var durable = access == Access.Read ? "set default_transaction_read_only = on" : "set synchronous_commit = on";
            await connection.ExecuteAsync(new CommandDefinition($"set lock_timeout = '{options.LockSeconds}s'; {durable}", cancellationToken: ct)).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public override async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken ct)
    {
        var transaction = await connection.BeginTransactionAsync(ct).ConfigureAwait(false);
        try
        {
            await transaction.RunAsync(Lock, null, ct).ConfigureAwait(false);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public override async Task<IReadOnlyList<string>> TablesAsync(DbConnection connection, CancellationToken ct) =>
        (await connection.QueryAsync<string>(new CommandDefinition(
            "select table_name::text from information_schema.tables where table_schema = current_schema()", cancellationToken: ct)).ConfigureAwait(false)).AsList();

    // One journey for the whole batch.
    public override async Task InsertAsync(DbTransaction transaction, IReadOnlyList<StoredRecord> records, CancellationToken ct)
    {
        var command = new NpgsqlBatch((NpgsqlConnection)transaction.Connection!, (NpgsqlTransaction)transaction);
        await using (command.ConfigureAwait(false))
        {
            foreach (var record in records)
                command.BatchCommands.Add(new NpgsqlBatchCommand("insert into audit_records values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)")
                {
                    Parameters =
                    {
                        new() { Value = record.Sequence }, new() { Value = record.Id }, new() { Value = record.Kind }, new() { Value = record.At }, new() { Value = record.Model },
                        new() { Value = record.Subject }, new() { Value = record.KeyId }, new() { Value = record.Input }, new() { Value = record.Answer },
                        new() { Value = record.Facts ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text }, new() { Value = record.Previous }, new() { Value = record.Hash },
                    },
                });
            await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        }
    }

    // Rewrites the table of keys, so that no dead row with the old key stays in it.
    public override async Task<bool> WipeAsync(DbConnection connection, CancellationToken ct)
    {
        await connection.ExecuteAsync(new CommandDefinition("vacuum full audit_keys", cancellationToken: ct)).ConfigureAwait(false);
        return true;
    }

    protected override bool IsDamage(Exception exception) => exception is PostgresException { SqlState: PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedTable };

    private static NpgsqlConnectionStringBuilder Parse(AuditOptions options)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(options.Store) { ApplicationName = "cafemed audit", PersistSecurityInfo = false };
            return settings.Host is null ? throw AuditFaults.ConnectionText() : settings;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw AuditFaults.ConnectionText();
        }
    }
}
