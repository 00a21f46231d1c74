using System.Text;
using Npgsql;

namespace CafeMed.Data;

/// <summary>Copies the needed columns of a PostgreSQL database's tables into CSV files, all as of one moment.</summary>
internal static class PostgresSource
{
    public static async Task<SourceExtract> ExtractAsync(
        string connection, string schema, IReadOnlyList<SourceTable> tables, IReadOnlyDictionary<string, string> filters, CancellationToken ct)
    {
        var settings = Parse(connection);
        var extract = new SourceExtract(
            Directory.CreateTempSubdirectory("cafemed-"), $"PostgreSQL database '{settings.Database ?? settings.Username}', schema '{schema}'");
        try
        {
            await using var database = new NpgsqlConnection(settings.ConnectionString);
            await database.OpenAsync(ct).ConfigureAwait(false);
            await using var moment = await database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct).ConfigureAwait(false);
            await PrepareAsync(database, schema, ct).ConfigureAwait(false);
            foreach (var table in tables)
                await CopyAsync(database, table, schema, filters, extract.Root, ct).ConfigureAwait(false);
            return extract;
        }
        catch (Exception exception)
        {
            extract.Dispose();
            throw exception switch
            {
                _ when ct.IsCancellationRequested => new OperationCanceledException(ct),
                NpgsqlException or TimeoutException or System.Net.Sockets.SocketException =>
                    ConnectorFaults.Database(settings.Host!, settings.Database, Without(settings.Password, exception.Message)),
                IOException or UnauthorizedAccessException => ConnectorFaults.NoRoomForExtract(extract.Root.FullName, exception),
                _ => exception,
            };
        }
    }

    // What a malformed string holds is not repeated: a piece of it may be the password.
    private static NpgsqlConnectionStringBuilder Parse(string connection)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connection) { ApplicationName = "cafemed", CommandTimeout = 0, Pooling = false, PersistSecurityInfo = false };
            return settings.Host is null ? throw ConnectorFaults.ConnectionText() : settings;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw ConnectorFaults.ConnectionText();
        }
    }

    private static async Task PrepareAsync(NpgsqlConnection database, string schema, CancellationToken ct)
    {
        await using var known = new NpgsqlCommand("select count(*) from pg_namespace where nspname = any($1)", database);
        var names = schema.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        known.Parameters.Add(new() { Value = names });
        if ((long)(await known.ExecuteScalarAsync(ct).ConfigureAwait(false))! < names.Distinct().Count() || names.Length == 0)
            throw ConnectorFaults.NoSchema(schema);
        await using var command = new NpgsqlCommand(
            $"set transaction read only; set local datestyle = 'ISO, YMD'; set local search_path = {string.Join(", ", names.Select(Quoted))};", database);
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }

    private static async Task CopyAsync(
        NpgsqlConnection database, SourceTable table, string schema, IReadOnlyDictionary<string, string> filters, DirectoryInfo folder, CancellationToken ct)
    {
        var found = await ColumnsAsync(database, table.Name, ct).ConfigureAwait(false);
        if (found.Count == 0)
        {
            if (table.OptionalFor is null)
                throw ConnectorFaults.NoTable(table.Name, schema);
            return;
        }
        if (table.Columns.FirstOrDefault(column => !found.Contains(column)) is { } missing)
            throw ConnectorFaults.NoColumn(table.Name, missing, found);
        var columns = table.Columns.Concat(table.OptionalColumns.Where(found.Contains)).Select(Quoted);
        var rows = $"select {string.Join(", ", columns)} from {Quoted(table.Name)}";
        if (filters.TryGetValue(table.Name, out var filter) && await ReferencesExistAsync(database, filter, ct).ConfigureAwait(false))
            rows += $" where {filter}";
        using var source = await database.BeginTextExportAsync($"copy ({rows}) to stdout (format csv, header true)", ct).ConfigureAwait(false);
        await using var target = new StreamWriter(Path.Combine(folder.FullName, $"{table.Name}.csv"), append: false, new UTF8Encoding(false), 1 << 16);
        var buffer = new char[1 << 16];
        for (int read; (read = await source.ReadAsync(buffer, ct).ConfigureAwait(false)) > 0;)
            await target.WriteAsync(buffer.AsMemory(0, read), ct).ConfigureAwait(false);
    }

    // A filter may name the table concept, which is optional too.
    private static async Task<bool> ReferencesExistAsync(NpgsqlConnection database, string filter, CancellationToken ct) =>
        !filter.Contains("from concept", StringComparison.Ordinal) || (await ColumnsAsync(database, "concept", ct).ConfigureAwait(false)).Count > 0;

    private static async Task<List<string>> ColumnsAsync(NpgsqlConnection database, string table, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select attname::text from pg_attribute where attrelid = to_regclass($1) and attnum > 0 and not attisdropped order by attnum", database);
        command.Parameters.Add(new() { Value = table });
        await using var rows = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        var found = new List<string>();
        while (await rows.ReadAsync(ct).ConfigureAwait(false))
            found.Add(rows.GetString(0));
        return found;
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Without(string? password, string message) =>
        string.IsNullOrEmpty(password) ? message : message.Replace(password, "***", StringComparison.Ordinal);
}
