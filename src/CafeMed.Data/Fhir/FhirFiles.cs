namespace CafeMed.Data.Fhir;

/// <summary>The files of an export: those of a folder and all folders in it, or the one file that was named.</summary>
internal sealed class FhirFiles
{
    private static readonly string[] s_names = [".json", ".json.gz", ".ndjson", ".ndjson.gz"];
    private readonly string _root;

    private FhirFiles(string root, IReadOnlyList<FileInfo> all) => (_root, All) = (root, all);

    /// <summary>By name.</summary>
    public IReadOnlyList<FileInfo> All { get; }

    /// <summary>Looks at <paramref name="root"/>, a folder or a file.</summary>
    /// <exception cref="CafeMedException"><c>CM1001</c>: there is nothing of that name. <c>CM1002</c>: nothing in it is an export.</exception>
    public static FhirFiles Of(DirectoryInfo root)
    {
        if (File.Exists(root.FullName))
            return new(Path.GetDirectoryName(root.FullName)!, [new FileInfo(root.FullName)]);
        if (!root.Exists)
            throw Faults.FolderMissing(root.FullName);
        FileInfo[] found =
        [
            .. root.EnumerateFiles("*", SearchOption.AllDirectories)
                .Where(file => s_names.Any(name => file.Name.EndsWith(name, StringComparison.OrdinalIgnoreCase)))
                .OrderBy(file => file.FullName, StringComparer.Ordinal),
        ];
        return found.Length > 0 ? new(root.FullName, found) : throw Faults.FileMissing("*.ndjson or *.json", root.FullName, []);
    }

    /// <summary>Whether <paramref name="file"/> has one resource a line.</summary>
    public static bool IsLines(FileInfo file) =>
        file.Name.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase) || file.Name.EndsWith(".ndjson.gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>Its path below the root, with forward slashes.</summary>
    public string NameOf(FileInfo file) => Path.GetRelativePath(_root, file.FullName).Replace('\\', '/');
}
