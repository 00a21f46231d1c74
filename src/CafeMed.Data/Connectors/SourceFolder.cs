namespace CafeMed.Data;

/// <summary>A data set's folder: finds the files of tables, in upper or lower case, as .csv, .csv.gz or .parquet.</summary>
internal sealed class SourceFolder(DirectoryInfo root, IReadOnlyList<string> folders)
{
    private static readonly string[] s_endings = [".csv", ".csv.gz", ".parquet"];

    /// <summary>The files of <paramref name="table"/>: one, or every file of the folder where the table is that; none where it is optional and not there.</summary>
    public IReadOnlyList<FileInfo> FindAll(SourceTable table)
    {
        if (!table.EveryFile)
            return Find(table) is { } file ? [file] : [];
        if (File.Exists(root.FullName))
            return [new FileInfo(root.FullName)];
        var files = Candidates().First().EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal)
            .Where(file => s_endings.Any(ending => file.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))).ToList();
        return files.Count > 0 || table.OptionalFor is not null ? files : throw Faults.FileMissing($"{table.Name}.csv", root.FullName, folders);
    }

    private FileInfo? Find(SourceTable table)
    {
        foreach (var folder in Candidates())
        {
            var entries = folder.EnumerateFileSystemInfos().OrderByDescending(entry => entry.Name, StringComparer.Ordinal).ToList();
            foreach (var ending in s_endings)
                if (entries.Find(entry => entry.Name.Equals(table.Name + ending, StringComparison.OrdinalIgnoreCase)) is { } found)
                    return found as FileInfo ?? throw DataFaults.FolderForFile(found.FullName);
        }
        return table.OptionalFor is null ? throw Faults.FileMissing($"{table.Name}.csv", root.FullName, folders) : null;
    }

    /// <summary>The file's path below the root, with forward slashes.</summary>
    public string NameOf(FileInfo file) => file.FullName == root.FullName ? file.Name : Path.GetRelativePath(root.FullName, file.FullName).Replace('\\', '/');

    private IEnumerable<DirectoryInfo> Candidates()
    {
        foreach (var folder in folders)
        {
            var exact = new DirectoryInfo(Path.Combine(root.FullName, folder));
            if (exact.Exists)
                yield return exact;
            else if (!folder.Contains('/', StringComparison.Ordinal)
                && root.EnumerateDirectories().FirstOrDefault(below => below.Name.Equals(folder, StringComparison.OrdinalIgnoreCase)) is { } other)
                yield return other;
        }
        yield return root;
    }
}
