namespace CafeMed;

/// <summary>Finds what a user probably meant, so that a fault can offer it. It never decides for them.</summary>
public static class Nearest
{
    /// <summary>The name with the fewest edits to <paramref name="given"/>, or <see langword="null"/> where none is within a third of its length (at least two edits).</summary>
    public static string? To(string given, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(known);
        var limit = Math.Max(2, given.Length / 3);
        return known
            .Select(name => (name, edits: Edits(given.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(candidate => candidate.edits <= limit)
            .OrderBy(candidate => candidate.edits).ThenBy(candidate => candidate.name, StringComparer.Ordinal)
            .Select(candidate => candidate.name)
            .FirstOrDefault();
    }

    // Damerau's optimal string alignment: an exchange of neighbours, the commonest slip, is one edit.
    private static int Edits(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            table[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            table[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                var best = Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    best = Math.Min(best, table[i - 2, j - 2] + 1);
                table[i, j] = best;
            }
        return table[a.Length, b.Length];
    }
}
