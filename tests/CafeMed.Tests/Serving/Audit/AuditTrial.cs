using System.Data.Common;
using System.Text;
using CafeMed.Serving.Audit;
using Dapper;

namespace CafeMed.Tests.Serving.Audit;

/// <summary>What tests of the audit log share.</summary>
internal static class AuditTrial
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public const string Bundle = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    public static AuditEntry Entry(int number = 0, string subject = "Mrs Jones", string kind = "order-select", string? facts = null) =>
        new(kind, subject, Bundle, Noon.AddSeconds(number), Bytes($$"""{"question":{{number}},"who":"{{subject}}"}"""), Bytes($$"""{"answer":{{number}}}"""), facts);

    public static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static async Task<List<AuditReceipt>> FillAsync(AuditOptions options, int records, CancellationToken ct, int subjects = 3)
    {
        await using var log = await AuditLog.OpenAsync(options, new Frozen(Noon), ct);
        return [.. await Task.WhenAll(Enumerable.Range(0, records).Select(i => log.AppendAsync(Entry(i, $"Subject {i % subjects}"), ct).AsTask()))];
    }

    public static async Task<AuditVerdict> VerifyAsync(AuditOptions options, CancellationToken ct, AuditHead? head = null)
    {
        using var reader = await AuditReader.OpenAsync(options, ct);
        return await reader.VerifyAsync(head, null, null, ct);
    }

    public static async Task<AuditRecord> FindAsync(AuditOptions options, string id, CancellationToken ct)
    {
        using var reader = await AuditReader.OpenAsync(options, ct);
        return await reader.FindAsync(id, ct);
    }

    /// <summary>Does what only who owns the database can do: takes the triggers away, then runs <paramref name="sql"/>.</summary>
    public static async Task TamperAsync(AuditOptions options, string sql, CancellationToken ct, object? values = null)
    {
        await using var connection = await AuditDatabase.Of(options).ConnectAsync(AuditDatabase.Access.Write, ct);
        foreach (var (trigger, table) in await TriggersAsync(connection))
            await connection.ExecuteAsync(connection is Npgsql.NpgsqlConnection ? $"drop trigger if exists {trigger} on {table}" : $"drop trigger {trigger}");
        await connection.ExecuteAsync(sql, values);
    }

    public static Task<CafeMedException> FailsAsync(string code, Func<Task> act) => Assert.ThrowsAsync<CafeMedException>(act).ContinueWith(
        failed =>
        {
            Assert.Equal(code, failed.Result.Fault.Code);
            return failed.Result;
        },
        TaskScheduler.Default);

    private static async Task<IEnumerable<(string Trigger, string Table)>> TriggersAsync(DbConnection connection) => await connection.QueryAsync<(string, string)>(
        connection is Npgsql.NpgsqlConnection
            ? "select distinct tgname::text, tgrelid::regclass::text from pg_trigger where not tgisinternal and tgrelid in (select oid from pg_class where relnamespace = current_schema()::regnamespace)"
            : "select name, tbl_name from sqlite_master where type = 'trigger'");

    /// <summary>A clock that stands.</summary>
    internal sealed class Frozen(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
