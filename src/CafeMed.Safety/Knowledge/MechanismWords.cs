using System.Collections.Frozen;
using System.Text.Json;

namespace CafeMed.Safety.Knowledge;

/// <summary>The mechanisms as tables and people write them: <c>qt-prolongation</c>.</summary>
public static class MechanismWords
{
    private static readonly FrozenDictionary<Mechanism, string> s_words =
        Enum.GetValues<Mechanism>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));

    private static readonly FrozenDictionary<string, Mechanism> s_values = s_words.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Every word of the closed list, in order of its number.</summary>
    public static IEnumerable<string> All => Enum.GetValues<Mechanism>().Select(Of);

    /// <summary>The word of <paramref name="mechanism"/>.</summary>
    public static string Of(Mechanism mechanism) => s_words[mechanism];

    /// <summary>Reads a word; an empty one is <see cref="Mechanism.Other"/>.</summary>
    /// <returns>Whether it is of the list.</returns>
    public static bool TryParse(string word, out Mechanism mechanism)
    {
        ArgumentNullException.ThrowIfNull(word);
        mechanism = Mechanism.Other;
        return word.Length == 0 || s_values.TryGetValue(word, out mechanism);
    }
}
