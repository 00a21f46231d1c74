namespace CafeMed.Tests;

/// <summary>The working tree the tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder that holds CafeMed.slnx.</summary>
    public static DirectoryInfo Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>Files under <paramref name="folders"/> that people wrote: nothing out of bin, obj, or the version control's own folder.</summary>
    public static IEnumerable<FileInfo> Files(string pattern, params string[] folders) => folders
        .Select(folder => new DirectoryInfo(Path.Combine(Root.FullName, folder)))
        .Where(folder => folder.Exists)
        .SelectMany(folder => folder.EnumerateFiles(pattern, SearchOption.AllDirectories))
        .Where(file => !Relative(file).Split('/').Any(part => part is "bin" or "obj" or ".git" or "runs" or "artifacts"))
        .OrderBy(Relative, StringComparer.Ordinal);

    /// <summary>C# files under <paramref name="folders"/>.</summary>
    public static IEnumerable<FileInfo> Sources(params string[] folders) => Files("*.cs", folders);

    /// <summary>The file at <paramref name="path"/>, which need not exist.</summary>
    public static FileInfo File(string path) => new(Path.Combine(Root.FullName, path));

    /// <summary>The path from the root, with slashes.</summary>
    public static string Relative(FileInfo file) => Path.GetRelativePath(Root.FullName, file.FullName).Replace('\\', '/');

    /// <summary>The text of <paramref name="file"/>.</summary>
    public static string Read(FileInfo file) => System.IO.File.ReadAllText(file.FullName);

    private static DirectoryInfo Find(DirectoryInfo? folder)
    {
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "CafeMed.slnx")))
            folder = folder.Parent;
        return folder ?? throw new DirectoryNotFoundException($"No CafeMed.slnx above {AppContext.BaseDirectory}.");
    }
}
