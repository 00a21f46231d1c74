using CafeMed.Safety.Knowledge;

namespace CafeMed.Safety.Building;

/// <summary>Gives each ingredient of the source its ATC codes of level 5, and notes every change to what the source says.</summary>
internal sealed class IngredientCodes
{
    private readonly ILookup<string, string> _given;
    private readonly ILookup<string, string> _mapped;
    private readonly ILookup<string, string> _wrong;
    private readonly string[] _topical;
    private readonly string[] _eyeEar;
    private readonly HashSet<string> _meant;

    public IngredientCodes(CsvTable decisions)
    {
        ILookup<string, string> Of(string kind) => decisions.Rows.Where(row => row["kind"] == kind)
            .SelectMany(row => row.Words("value").Select(code => (Ingredient: row["ingredient"], Code: code))).ToLookup(pair => pair.Ingredient, pair => pair.Code);
        (_given, _mapped, _wrong) = (Of("given"), Of("drugmap"), Of("wrong"));
        (_topical, _eyeEar, _meant) = ([.. Of("topical")[""]], [.. Of("eye-ear")[""]], [.. Of("meant")[""]]);
    }

    /// <summary>The codes of each ingredient.</summary>
    public Dictionary<string, HashSet<string>> Codes { get; } = [];

    /// <summary>Every change: kind, ingredient, code, what it becomes.</summary>
    public SortedSet<(string Change, string Ingredient, string Code, string Becomes)> Changes { get; } = new(Comparer<(string, string, string, string)>.Create(Order));

    /// <summary>Reads one entry of the source.</summary>
    /// <param name="name">The ingredient.</param>
    /// <param name="tokens">What stands in its field of codes.</param>
    public void Add(string name, IEnumerable<string> tokens)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var token in tokens)
        {
            if (IsWhole(token))
                codes.Add(token);
            else if (Repaired(token) is { } repaired)
            {
                codes.Add(repaired);
                Changes.Add(("repaired", name, token, repaired));
            }
            else
                Changes.Add((IsGroup(token) ? "group" : "fragment", name, token, ""));
        }
        foreach (var code in _wrong[name].Where(codes.Remove))
            Changes.Add(("wrong", name, code, ""));
        foreach (var (kind, added) in new[] { ("drugmap", _mapped[name]), ("given", _given[name]) })
            foreach (var code in added.Where(codes.Add))
                Changes.Add((kind, name, code, ""));
        Codes[name] = WithoutTopical(name, codes);
    }

    private HashSet<string> WithoutTopical(string name, HashSet<string> codes)
    {
        var kept = codes.Where(code => _meant.Contains(code) || !Begins(code, _topical)).ToHashSet(StringComparer.Ordinal);
        if (kept.Count == 0)
            kept = codes.Where(code => !Begins(code, _eyeEar)).ToHashSet(StringComparer.Ordinal);
        if (kept.Count == 0)
            kept = codes;
        foreach (var code in codes.Where(code => !kept.Contains(code)))
            Changes.Add(("topical", name, code, ""));
        if (kept.Count == 0)
            Changes.Add(("without a code", name, "", ""));
        return kept;
    }

    private static bool Begins(string code, string[] groups) => groups.Any(group => code.StartsWith(group, StringComparison.Ordinal));

    // Letters and digits where a code of level 5 has them: A10BA02.
    private static bool IsWhole(string token) => token is
        [>= 'A' and <= 'Z', >= '0' and <= '9', >= '0' and <= '9', >= 'A' and <= 'Z', >= 'A' and <= 'Z', >= '0' and <= '9', >= '0' and <= '9'];

    private static bool IsGroup(string token) => token is
        [>= 'A' and <= 'Z', >= '0' and <= '9', >= '0' and <= '9'] or
        [>= 'A' and <= 'Z', >= '0' and <= '9', >= '0' and <= '9', >= 'A' and <= 'Z'] or
        [>= 'A' and <= 'Z', >= '0' and <= '9', >= '0' and <= '9', >= 'A' and <= 'Z', >= 'A' and <= 'Z'];

    // A zero where a letter belongs, or the reverse.
    private static string? Repaired(string token)
    {
        if (token.Length != 7)
            return null;
        var repaired = string.Create(7, token, (span, text) =>
        {
            for (var i = 0; i < 7; i++)
                span[i] = i is 0 or 3 or 4 ? text[i] == '0' ? 'O' : text[i] : text[i] == 'O' ? '0' : text[i];
        });
        return repaired != token && IsWhole(repaired) ? repaired : null;
    }

    private static int Order((string, string, string, string) a, (string, string, string, string) b)
    {
        foreach (var (left, right) in new[] { (a.Item1, b.Item1), (a.Item2, b.Item2), (a.Item3, b.Item3), (a.Item4, b.Item4) })
            if (string.CompareOrdinal(left, right) is not 0 and var order)
                return order;
        return 0;
    }
}
