using System.Security.Cryptography;

namespace CafeMed.Data;

/// <summary>Which maps an import uses, by hash.</summary>
internal static class MapHash
{
    private const string Shipped = "drug_to_atc.csv";

    /// <summary>The maps of these options.</summary>
    public static IReadOnlyList<MapSource> Of(ImportOptions options)
    {
        if (options.DrugMapFile is { } file)
        {
            using var own = file.OpenRead();
            return [new(file.Name, "the user's", Convert.ToHexStringLower(SHA256.HashData(own)))];
        }
        using var stream = typeof(MapHash).Assembly.GetManifestResourceStream(Shipped)!;
        return [new(Shipped, typeof(MapHash).Assembly.GetName().Version?.ToString(3) ?? "", Convert.ToHexStringLower(SHA256.HashData(stream)))];
    }
}
