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
            store.Execute($"create temp table {table.Name} ({string.Join(", ", table.Columns.Select(column => $"{column} varchar"))})", ct);
            receipt.Absent(table.Name, $"no such file (optional), so not known from it: {lost}");
            return;
        }
        var check = await SourceCheck.RunAsync(file, ct).ConfigureAwait(false);
        if (check.Header is [""])
            throw Faults.NoHeader(file.FullName);
        foreach (var column in table.Columns)
            if (!check.Header.Contains(column))
                throw Faults.ColumnMissing(column, file.FullName, check.Header);
        try
        {
            store.Execute(
                $"""
                create temp table {table.Name} as select {string.Join(", ", table.Columns)}
                  from read_csv($path, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')
                """,
                ct, ("path", file.FullName));
        }
        catch (DuckDBException exception)
        {
            throw Faults.Unreadable(file.FullName, exception);
        }
        var rows = Convert.ToInt64(store.Query($"select count(*) from {table.Name}").Single()[0]);
        receipt.Read(table.Name, rows, new SourceFile(Path.GetRelativePath(root.FullName, file.FullName).Replace('\\', '/'), file.Length, check.Sha256));
    }

    private FileInfo? Find(string name) => folders.Append("")
        .SelectMany(folder => new[] { $"{name}.csv", $"{name}.csv.gz" }.Select(file => new FileInfo(Path.Combine(root.FullName, folder, file))))
        .FirstOrDefault(file => file.Exists);
}
