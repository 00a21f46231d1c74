using System.Security.Cryptography;

namespace CafeMed.Data;

/// <summary>Which maps an import uses, for telling whether an interrupted one may go on; the shipped ones belong to the program.</summary>
internal static class MapHash
{
    /// <summary>The hashes of the user's maps, and the edition of ICD that is asked for.</summary>
    public static string Of(ImportOptions options) =>
        $"{options.IcdEdition} {string.Join(' ', options.MapFiles.Prepend(options.DrugMapFile).Select(file => file is { Exists: true } ? $"{file.FullName} {Hash(file)}" : "-"))}";

    private static string Hash(FileInfo file)
    {
        using var own = file.OpenRead();
        return Convert.ToHexStringLower(SHA256.HashData(own));
    }
}
