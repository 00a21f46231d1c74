using System.Collections.Immutable;

namespace CafeMed.Data;

/// <summary>Understands a drug's text by its words.</summary>
/// <remarks>
/// Every word must be explained: as part of the longest name of an ingredient or a brand, or as a salt behind one, a dose, a unit, a form, a
/// route. One word that nobody knows, and the text is not understood: "warfarin education" is no drug. What stands in round brackets is read
/// only where the rest says nothing.
/// </remarks>
internal sealed class DrugNames
{
    private const int Longest = 8;

    private static readonly string[] s_fluids =
        [" in d5", " in ns", " in 0.9", " in sodium chloride", " in nacl", " in dextrose", " in sterile water", " in water", " in iso-osm", " in iso osm"];

    private readonly DrugWords _words = new();
    private readonly Dictionary<string, (string Code, string Routes)> _ingredients = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _names = new(StringComparer.Ordinal);
    private readonly List<(string[] Parts, string Code)> _wholes = [];

    public DrugNames()
    {
        foreach (var line in MapTable.Lines("drug-names"))
            switch (line[0])
            {
                case "i":
                    _ingredients.Add(line[1], (line[2], line[3]));
                    _names[line[1]] = [line[1]];
                    break;
                case "n":
                    _names.TryAdd(line[1], line[2].Split('+'));
                    break;
                default:
                    _wholes.Add((line[1].Split('+'), line[2]));
                    break;
            }
        _wholes.Sort((a, b) => b.Parts.Length.CompareTo(a.Parts.Length));
    }

    /// <summary>Every name of an ingredient or a brand.</summary>
    public IEnumerable<string> Known => _names.Keys;

    /// <summary>The ATC codes and ingredients of <paramref name="text"/>, or <see langword="null"/> where a word is not explained.</summary>
    /// <param name="text">With one space between words.</param>
    /// <param name="own">What a user's map calls a drug, or <see langword="null"/> for none.</param>
    public (ImmutableArray<string> Codes, ImmutableArray<string> Ingredients)? Find(string text, Func<string, ImmutableArray<string>?>? own)
    {
        var (outside, inside) = Brackets(Trimmed(text));
        var words = DrugWords.Words(text);
        // A gel may be for the eye: it is for the skin where no other word says otherwise.
        var route = words.Select(word => DrugWords.Route(word.Text)).FirstOrDefault(found => found is not null) ?? (words.Any(word => word.Text == "gel") ? "skin" : null);
        foreach (var part in inside.Prepend(outside))
            if (Ingredients(part, own) is { Count: > 0 } found && Codes(found, route, own) is { Length: > 0 } codes)
                return (codes, [.. found.Order(StringComparer.Ordinal)]);
        return null;
    }

    // "1 EACH PACKAGE CUSTOM NDC : METOPROLOL TARTRATE 12.5 MG PO TABS" names the drug last; "HEPARIN 25000 UNITS IN D5W" names the fluid last.
    private static string Trimmed(string text)
    {
        var colon = text.LastIndexOf(": ", StringComparison.Ordinal);
        var drug = colon >= 0 && text.TrimStart()[0] is >= '0' and <= '9' or '.' ? text[(colon + 2)..] : text;
        foreach (var fluid in s_fluids)
            if (drug.IndexOf(fluid, StringComparison.OrdinalIgnoreCase) is > 0 and var at)
                drug = drug[..at];
        return drug;
    }

    private static (string Outside, List<string> Inside) Brackets(string text)
    {
        var outside = new System.Text.StringBuilder();
        var inside = new List<string>();
        var from = -1;
        for (var i = 0; i < text.Length; i++)
            if (text[i] is '(' or '[' && from < 0)
                from = i + 1;
            else if (text[i] is ')' or ']' && from >= 0)
            {
                inside.Add(text[from..i]);
                outside.Append(' ');
                from = -1;
            }
            else if (from < 0)
                outside.Append(text[i]);
        if (from >= 0)
            inside.Add(text[from..]);
        return (outside.ToString(), inside);
    }

    private HashSet<string>? Ingredients(string text, Func<string, ImmutableArray<string>?>? own)
    {
        var words = DrugWords.Words(text);
        var found = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < words.Count;)
        {
            var behind = found.Count > 0 && !words[at].Apart && words[at - 1].Text is not ("and" or "with" or "w");
            if (words[at].Text is "and" or "with" or "w" || behind && _words.IsSalt(words[at].Text))
                at++;
            else if (Phrase(words, at, own) is var (names, length))
            {
                found.UnionWith(names);
                at += length;
            }
            else if (_words.IsIdle(words[at].Text) || _words.IsSalt(words[at].Text) && found.Count > 0)
                at++;
            else
                return null;
        }
        return found;
    }

    private (string[] Names, int Length)? Phrase(List<(string Text, bool Apart)> words, int at, Func<string, ImmutableArray<string>?>? own)
    {
        for (var length = Math.Min(Longest, words.Count - at); length > 0; length--)
        {
            var key = string.Join(' ', words.Skip(at).Take(length).Select(word => word.Text));
            if (own?.Invoke(key) is not null)
                return ([key], length);
            if (_names.TryGetValue(key, out var names) && !(length == 1 && _words.IsIdle(key)))
                return (names, length);
        }
        return null;
    }

    private ImmutableArray<string> Codes(HashSet<string> ingredients, string? route, Func<string, ImmutableArray<string>?>? own)
    {
        var left = new HashSet<string>(ingredients, StringComparer.Ordinal);
        var codes = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (parts, code) in _wholes)
            if (left.IsSupersetOf(parts))
            {
                left.ExceptWith(parts);
                codes.Add(code);
            }
        foreach (var name in left)
            if (own?.Invoke(name) is { } given)
                codes.UnionWith(given);
            else if (Of(name, route) is { } code)
                codes.UnionWith(code.Split('|', StringSplitOptions.RemoveEmptyEntries));
            else
                return [];
        return [.. codes];
    }

    private string? Of(string ingredient, string? route)
    {
        if (!_ingredients.TryGetValue(ingredient, out var entry))
            return null;
        if (route is not null)
            foreach (var part in entry.Routes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                if (part.StartsWith(route, StringComparison.Ordinal) && part[route.Length] == ':')
                    return part[(route.Length + 1)..];
        return entry.Code;
    }
}
