using System.Security.Cryptography;

namespace CafeMed.Data;

/// <summary>Which maps of the user's an import uses, by hash; the shipped ones change with the program alone.</summary>
internal static class MapHash
{
    /// <summary>A line for each choice that decides how codes are mapped.</summary>
    /// <exception cref="CafeMedException"><c>CM1006</c>, <c>CM1007</c>, <c>CM1110</c> to <c>CM1114</c>: a map cannot be used.</exception>
    public static IReadOnlyList<string> Of(ImportOptions options)
    {
        _ = options.Maps();
        return
        [
            $"ICD {options.IcdEdition}",
            .. options.MapFiles.Select(map => $"map {HashOf(map)}"),
            .. options.DrugMapFile is { } drugs ? new[] { $"drugs {HashOf(drugs)}" } : [],
        ];
    }

    private static string HashOf(FileInfo file)
    {
        using var bytes = file.OpenRead();
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
