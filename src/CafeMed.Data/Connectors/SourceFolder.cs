using DuckDB.NET.Data;

namespace CafeMed.Data;

/// <summary>A data set's folder: finds the files, checks them, and puts them into the store.</summary>
internal sealed class SourceFolder(DirectoryInfo root, IReadOnlyList<string> folders)
{
    private static readonly string[] s_endings = [".csv", ".csv.gz"];

    /// <summary>Reads <paramref name="table"/> into a table of the same name, all columns as text, and tells the receipt its rows and hash.</summary>
    public async Task StageAsync(DuckStore store, SourceTable table, ReceiptBuilder receipt, CancellationToken ct)
    {
        var found = Find(table);
        if (found.Count == 0)
        {
            if (table.OptionalFor is not { } lost)
                throw Faults.FileMissing($"{table.Name}.csv", root.FullName, folders);
            Create(store, table, ct);
            receipt.Absent(table.Name, $"no such file (optional), so not known from it: {lost}");
            return;
        }
        Create(store, table, ct);
        var checks = new List<(FileInfo File, SourceCheck Check)>();
        foreach (var file in found)
        {
            var check = await SourceCheck.RunAsync(file, ct).ConfigureAwait(false);
            Append(store, table, file, check.Header, receipt, ct);
            checks.Add((file, check));
        }
        var rows = Convert.ToInt64(store.Query($"select count(*) from {table.Name}").Single()[0]);
        foreach (var (file, check) in checks)
            receipt.Read(table.Name, rows, new SourceFile(NameOf(file), file.Length, check.Sha256));
    }

    private static void Create(DuckStore store, SourceTable table, CancellationToken ct) =>
        store.Execute($"create temp table {table.Name} ({string.Join(", ", table.Columns.Concat(table.OptionalColumns).Select(column => $"{column} varchar"))})", ct);

    private static void Append(DuckStore store, SourceTable table, FileInfo file, IReadOnlyList<string> header, ReceiptBuilder receipt, CancellationToken ct)
    {
        if (header is [""])
            throw Faults.NoHeader(file.FullName);
        foreach (var column in table.Columns)
            if (!header.Contains(column, StringComparer.OrdinalIgnoreCase))
                throw Faults.ColumnMissing(column, file.FullName, header);
        var lacking = table.OptionalColumns.Where(column => !header.Contains(column, StringComparer.OrdinalIgnoreCase)).ToList();
        foreach (var column in lacking)
            receipt.Drop(table.Name, $"no column {column} (optional), so read as empty", 0);
        var columns = table.Columns.Concat(table.OptionalColumns).Select(column => lacking.Contains(column) ? $"null::varchar as {column}" : column);
        try
        {
            store.Execute(
                $"""
                insert into {table.Name} select {string.Join(", ", columns)}
                  from read_csv($path, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')
                """,
                ct, ("path", file.FullName));
        }
        catch (DuckDBException exception)
        {
            throw Faults.Unreadable(file.FullName, exception);
        }
    }

    private string NameOf(FileInfo file) =>
        file.FullName == root.FullName ? file.Name : Path.GetRelativePath(root.FullName, file.FullName).Replace('\\', '/');

    private List<FileInfo> Find(SourceTable table)
    {
        if (File.Exists(root.FullName))
            return [new FileInfo(root.FullName)];
        var files = folders.Append("")
            .Select(folder => new DirectoryInfo(Path.Combine(root.FullName, folder)))
            .Where(folder => folder.Exists)
            .SelectMany(folder => folder.EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal));
        return table.EveryFile
            ? [.. files.Where(file => s_endings.Any(ending => file.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))]
            : [.. files.Where(file => s_endings.Any(ending => file.Name.Equals(table.Name + ending, StringComparison.OrdinalIgnoreCase))).Take(1)];
    }
}
