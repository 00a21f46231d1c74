using System.Data.Common;
using Dapper;

namespace CafeMed.Serving.Audit;

/// <summary>The statements that both databases understand.</summary>
internal static class AuditSql
{
    public const string Insert = """
        insert into audit_records (sequence, id, kind, at, model, subject, keyid, input, answer, facts, previous, hash)
        values (@Sequence, @Id, @Kind, @At, @Model, @Subject, @KeyId, @Input, @Answer, @Facts, @Previous, @Hash)
        """;

    public static Task<string?> MetaAsync(this DbConnection connection, string name, CancellationToken ct) =>
        connection.ExecuteScalarAsync<string?>(new CommandDefinition("select value from audit_meta where name = @name", new { name }, cancellationToken: ct));

    public static Task<StoredRecord?> HeadAsync(this DbConnection connection, DbTransaction? transaction, CancellationToken ct) =>
        connection.QueryFirstOrDefaultAsync<StoredRecord>(new CommandDefinition(
            "select sequence, hash from audit_records order by sequence desc limit 1", transaction: transaction, cancellationToken: ct));

    public static async Task<IReadOnlyList<StoredRecord>> PageAsync(this DbConnection connection, long after, int limit, CancellationToken ct) =>
        (await connection.QueryAsync<StoredRecord>(new CommandDefinition("""
            select sequence, id, kind, at, model, subject, keyid, input, answer, facts, previous, hash
            from audit_records where sequence > @after order by sequence limit @limit
            """, new { after, limit }, cancellationToken: ct)).ConfigureAwait(false)).AsList();

    public static async Task<IReadOnlyList<StoredRecord>> FactsPageAsync(this DbConnection connection, long after, string from, string to, int limit, CancellationToken ct) =>
        (await connection.QueryAsync<StoredRecord>(new CommandDefinition("""
            select sequence, id, kind, at, model, subject, facts
            from audit_records where sequence > @after and at >= @from and at < @to order by sequence limit @limit
            """, new { after, from, to, limit }, cancellationToken: ct)).ConfigureAwait(false)).AsList();

    public static Task<StoredRecord?> FindAsync(this DbConnection connection, string id, CancellationToken ct) =>
        connection.QueryFirstOrDefaultAsync<StoredRecord>(new CommandDefinition("""
            select sequence, id, kind, at, model, subject, keyid, input, answer, facts, previous, hash from audit_records where id = @id
            """, new { id }, cancellationToken: ct));

    public static async Task<IReadOnlyList<StoredRecord>> ListAsync(
        this DbConnection connection, string from, string to, string kind, string subject, long before, int limit, CancellationToken ct) =>
        (await connection.QueryAsync<StoredRecord>(new CommandDefinition("""
            select sequence, id, kind, at, model, subject, facts, hash from audit_records
            where at >= @from and at < @to and sequence < @before and (@kind = '' or kind = @kind) and (@subject = '' or subject = @subject)
            order by sequence desc limit @limit
            """, new { from, to, kind, subject, before, limit }, cancellationToken: ct)).ConfigureAwait(false)).AsList();

    public static Task<StoredKey?> KeyAsync(this DbConnection connection, long id, CancellationToken ct) =>
        connection.QueryFirstOrDefaultAsync<StoredKey>(new CommandDefinition("select id, subject, wrapped from audit_keys where id = @id", new { id }, cancellationToken: ct));

    public static async Task<IReadOnlyList<StoredKey>> KeysPageAsync(this DbConnection connection, long after, int limit, CancellationToken ct) =>
        (await connection.QueryAsync<StoredKey>(new CommandDefinition(
            "select id, subject, wrapped from audit_keys where id > @after order by id limit @limit", new { after, limit }, cancellationToken: ct)).ConfigureAwait(false)).AsList();

    public static async Task<IReadOnlyList<StoredAnchor>> AnchorsAsync(this DbConnection connection, CancellationToken ct) =>
        (await connection.QueryAsync<StoredAnchor>(new CommandDefinition(
            "select sequence, hash, at, signature from audit_anchors order by sequence", cancellationToken: ct)).ConfigureAwait(false)).AsList();

    public static Task<long> LastAnchorAsync(this DbConnection connection, DbTransaction? transaction, CancellationToken ct) =>
        connection.ExecuteScalarAsync<long>(new CommandDefinition("select coalesce(max(sequence), 0) from audit_anchors", transaction: transaction, cancellationToken: ct));

    public static async Task<Dictionary<string, StoredKey>> LiveKeysAsync(this DbTransaction transaction, string sql, IReadOnlyCollection<string> subjects, CancellationToken ct) =>
        (await transaction.Connection!.QueryAsync<StoredKey>(new CommandDefinition(sql, new { subjects }, transaction, cancellationToken: ct)).ConfigureAwait(false))
        .ToDictionary(key => key.Subject, StringComparer.Ordinal);

    public static Task<long> LastKeyAsync(this DbTransaction transaction, CancellationToken ct) =>
        transaction.Connection!.ExecuteScalarAsync<long>(new CommandDefinition("select coalesce(max(id), 0) from audit_keys", transaction: transaction, cancellationToken: ct));

    public static Task<int> RunAsync(this DbTransaction transaction, string sql, object? values, CancellationToken ct) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: ct));
}
