namespace CafeMed.Data.Legacy;

/// <summary>The files of the SafeDrug line, by name.</summary>
internal static class LegacyNames
{
    public const string Records = "records_final.pkl";
    public const string Words = "voc_final.pkl";
    public const string Interactions = "ddi_A_final.pkl";
    public const string Together = "ehr_adj_final.pkl";
    public const string Substructures = "ddi_mask_H.pkl";

    /// <summary>What the name of a table of effects has in it.</summary>
    public const string Effects = "effect";

    /// <summary>The file named <paramref name="name"/> in <paramref name="root"/>.</summary>
    /// <exception cref="CafeMedException"><c>CM1002</c>: there is none.</exception>
    public static FileInfo Require(DirectoryInfo root, string name) =>
        new FileInfo(Path.Combine(root.FullName, name)) is { Exists: true } file ? file : throw Faults.FileMissing(name, root.FullName, []);

    /// <summary>Tables of effects, pickled or CSV, by name.</summary>
    public static IEnumerable<FileInfo> EffectTables(DirectoryInfo root) => root.EnumerateFiles()
        .Where(file => file.Name.Contains(Effects, StringComparison.OrdinalIgnoreCase) && file.Extension.ToLowerInvariant() is ".pkl" or ".csv")
        .OrderBy(file => file.Name, StringComparer.Ordinal);
}
