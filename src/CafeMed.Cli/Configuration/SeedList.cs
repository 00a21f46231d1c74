using System.Globalization;

namespace CafeMed.Cli.Configuration;

/// <summary>Seeds as the command line has them: <c>1..5</c>, or <c>1,2,3</c>.</summary>
internal static class SeedList
{
    /// <summary>The seeds; <see langword="null"/> where the text is none.</summary>
    public static int[]? Of(string text)
    {
        var seeds = new List<int>();
        foreach (var part in text.Split(','))
        {
            var ends = part.Split("..");
            if (ends.Length > 2 || !int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                || !int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) || last < first || last - first >= 1000)
                return null;
            seeds.AddRange(Enumerable.Range(first, last - first + 1));
        }
        return [.. seeds.Distinct()];
    }
}
