using CafeMed.Serving.Audit;
using Dapper;

namespace CafeMed.Tests.Serving.Audit;

/// <summary>An attacker who can write to the database and knows the form of the log, but has no key file.</summary>
internal static class Rewriting
{
    /// <summary>Changes the last record and computes its hash again.</summary>
    public static async Task AllAsync(AuditOptions options, CancellationToken ct)
    {
        await AuditTrial.TamperAsync(options, "select 1", ct);
        await using var connection = await AuditDatabase.Of(options).ConnectAsync(AuditDatabase.Access.Write, ct);
        var log = (await connection.MetaAsync("log", ct))!;
        var last = (await connection.PageAsync(long.MinValue, 1000, ct))[^1];
        var changed = last with { Kind = "order-sign" };
        await connection.ExecuteAsync("update audit_records set kind = @Kind, hash = @Hash where sequence = @Sequence", changed with { Hash = changed.ComputeHash(log) });
    }
}
