using System.Diagnostics;
using Npgsql;

namespace CafeMed.Tests.Data;

/// <summary>A PostgreSQL server from Debian's package, on a socket in a folder of its own, for as long as a test class runs.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    /// <summary>A password that must not be seen anywhere.</summary>
    public const string Password = "s3same-open-7291";

    private readonly TempFolder _place = new();
    private string? _bin;

    private string Socket => _place.Root.FullName;

    private string Cluster => Path.Combine(_place.Root.FullName, "cluster");

    public async ValueTask InitializeAsync()
    {
        _bin = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")).LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
            : null;
        if (_bin is null)
            return;
        var secret = _place.Write("secret", Password).FullName;
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", "-R", "postgres:postgres", _place.Root.FullName);
        await AsOwnerAsync("initdb", "-D", Cluster, "-U", "cafe", "-A", "scram-sha-256", $"--pwfile={secret}", "-E", "UTF8", "--locale=C", "-N");
        await AsOwnerAsync("pg_ctl", "-D", Cluster, "-w", "-l", Path.Combine(_place.Root.FullName, "log"), "-o", $"-c listen_addresses='' -k {Socket} -c fsync=off -c shared_buffers=16MB", "start");
    }

    public async ValueTask DisposeAsync()
    {
        if (_bin is not null)
            await AsOwnerAsync("pg_ctl", "-D", Cluster, "-m", "immediate", "-w", "stop");
        _place.Dispose();
    }

    /// <summary>How to reach it; skips the test, by name, where PostgreSQL is not installed.</summary>
    public string Require(string password = Password)
    {
        Assert.SkipWhen(_bin is null, "Needs PostgreSQL in /usr/lib/postgresql (Debian's package postgresql), which is not there.");
        return $"Host={Socket};Database=postgres;Username=cafe;Password={password}";
    }

    /// <summary>Makes the schema anew, with a table for each text, columns typed as the Common Data Model has them.</summary>
    public async Task FillAsync(string schema, IReadOnlyDictionary<string, string> tables, CancellationToken ct)
    {
        await using var database = new NpgsqlConnection(Require());
        await database.OpenAsync(ct);
        await SqlAsync(database, $"drop schema if exists {schema} cascade; create schema {schema}; set search_path = {schema}", ct);
        foreach (var (table, text) in tables)
        {
            var columns = text[..text.IndexOf('\n', StringComparison.Ordinal)].Trim().Split(',');
            await SqlAsync(database, $"create table {table} ({string.Join(", ", columns.Select(column => $"{column} {TypeOf(column)}"))})", ct);
            await using var rows = await database.BeginTextImportAsync($"copy {table} from stdin (format csv, header true)", ct);
            await rows.WriteAsync(text.AsMemory(), ct);
        }
    }

    private static string TypeOf(string column) =>
        column.EndsWith("_datetime", StringComparison.Ordinal) ? "timestamp"
        : column.EndsWith("_date", StringComparison.Ordinal) ? "date"
        : column.StartsWith("range_", StringComparison.Ordinal) || column == "value_as_number" ? "numeric"
        : column.EndsWith("_id", StringComparison.Ordinal) && column is not ("vocabulary_id" or "concept_class_id" or "relationship_id" or "domain_id") || column.StartsWith("concept_id_", StringComparison.Ordinal) ? "bigint"
        : "text";

    private static async Task SqlAsync(NpgsqlConnection database, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, database);
        await command.ExecuteNonQueryAsync(ct);
    }

    // PostgreSQL does not start as root.
    private Task AsOwnerAsync(string program, params string[] arguments) => Environment.IsPrivilegedProcess
        ? RunAsync("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", Path.Combine(_bin!, program), .. arguments])
        : RunAsync(Path.Combine(_bin!, program), arguments);

    // Its output goes nowhere: the server inherits it, and whoever waits for its end waits for ever.
    private async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments]) { WorkingDirectory = Socket })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: exit {process.ExitCode}");
    }
}
