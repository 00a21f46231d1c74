using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace CafeMed.Data.Demos;

/// <summary>A publisher's list of sums: a sum and a path a line.</summary>
internal static partial class DemoSums
{
    /// <summary>The list's name beside the files.</summary>
    public const string Name = "SHA256SUMS.txt";

    /// <summary>Reads <paramref name="text"/>, which came from <paramref name="address"/>.</summary>
    public static ImmutableArray<DemoFile> Parse(string text, Uri address)
    {
        var files = ImmutableArray.CreateBuilder<DemoFile>();
        foreach (var (number, line) in text.Split('\n').Index().Where(line => line.Item.Trim().Length > 0))
            files.Add(Line().Match(line.Trim()) is { Success: true } match && IsBelow(match.Groups["path"].Value)
                ? new(match.Groups["path"].Value, match.Groups["sum"].Value.ToLowerInvariant())
                : throw MappingFaults.BadSums(address, number + 1));
        return files.Count > 0 ? files.DrainToImmutable() : throw MappingFaults.BadSums(address, 1);
    }

    // A list from elsewhere must not write outside the folder.
    private static bool IsBelow(string path) => !path.StartsWith('/') && !path.Contains('\\') && !path.Contains(':') && !path.Split('/').Any(part => part is ".." or "." or "");

    [GeneratedRegex(@"^(?<sum>[0-9a-fA-F]{64})\s+\*?(?<path>\S.*)$")]
    private static partial Regex Line();
}
