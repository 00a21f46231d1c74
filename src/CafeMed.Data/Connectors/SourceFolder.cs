using DuckDB.NET.Data;

namespace CafeMed.Data;

/// <summary>A data set's folder: finds the files, checks them, and puts them into the store.</summary>
internal sealed class SourceFolder(DirectoryInfo root, IReadOnlyList<string> folders)
{
    /// <summary>Reads <paramref name="table"/> into a table of the same name, all columns as text, and tells the receipt its rows and hash.</summary>
    public async Task StageAsync(DuckStore store, SourceTable table, ReceiptBuilder receipt, CancellationToken ct)
    {
        if (Find(table.Name) is not { } file)
        {
            if (table.OptionalFor is not { } lost)
                throw Faults.FileMissing($"{table.Name}.csv", root.FullName, folders);
            store.Execute($"create temp table {table.Name} ({string.Join(", ", table.Columns.Concat(table.OptionalColumns).Select(column => $"{column} varchar"))})", ct);
            receipt.Absent(table.Name, $"no such file (optional), so not known from it: {lost}");
            return;
        }
        var check = await SourceCheck.RunAsync(file, ct).ConfigureAwait(false);
        if (check.Header is [""])
            throw Faults.NoHeader(file.FullName);
        foreach (var column in table.Columns)
            if (!check.Header.Contains(column, StringComparer.OrdinalIgnoreCase))
                throw Faults.ColumnMissing(column, file.FullName, check.Header);
        var lacking = table.OptionalColumns.Where(column => !check.Header.Contains(column, StringComparer.OrdinalIgnoreCase)).ToList();
        var columns = table.Columns.Concat(table.OptionalColumns).Select(column => lacking.Contains(column) ? $"null::varchar as {column}" : column);
        try
        {
            store.Execute(
                $"""
                create temp table {table.Name} as select {string.Join(", ", columns)}
                  from read_csv($path, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')
                """,
                ct, ("path", file.FullName));
        }
        catch (DuckDBException exception)
        {
            throw Faults.Unreadable(file.FullName, exception);
        }
        var rows = Convert.ToInt64(store.Query($"select count(*) from {table.Name}").Single()[0]);
        foreach (var column in lacking)
            receipt.Drop(table.Name, $"no column {column} (optional), so read as empty", 0);
        receipt.Read(table.Name, rows, new SourceFile(Path.GetRelativePath(root.FullName, file.FullName).Replace('\\', '/'), file.Length, check.Sha256));
    }

    private FileInfo? Find(string name) => folders.Append("")
        .Select(folder => new DirectoryInfo(Path.Combine(root.FullName, folder)))
        .Where(folder => folder.Exists)
        .SelectMany(folder => folder.EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal))
        .FirstOrDefault(file => file.Name.ToLowerInvariant() is var found && (found == $"{name}.csv" || found == $"{name}.csv.gz"));
}
