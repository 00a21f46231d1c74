using System.Collections.Immutable;

namespace CafeMed.Safety.Knowledge;

/// <summary>The mechanisms as tables and people write them: <c>qt-prolongation</c>.</summary>
public static class MechanismWords
{
    private static readonly ImmutableArray<string> s_words = [.. Enum.GetNames<Mechanism>().Select(Kebab)];

    /// <summary>Every word of the closed list, in order of its number.</summary>
    public static IEnumerable<string> All => s_words;

    /// <summary>The word of <paramref name="mechanism"/>.</summary>
    public static string Of(Mechanism mechanism) => s_words[(int)mechanism];

    /// <summary>Reads a word; an empty one is <see cref="Mechanism.Other"/>.</summary>
    /// <returns>Whether it is of the list.</returns>
    public static bool TryParse(string word, out Mechanism mechanism)
    {
        ArgumentNullException.ThrowIfNull(word);
        var at = s_words.IndexOf(word);
        mechanism = (Mechanism)Math.Max(0, at);
        return word.Length == 0 || at >= 0;
    }

    // Names come in the order of their numbers, which have no gap.
    private static string Kebab(string name) =>
        string.Concat(name.Select((letter, at) => at > 0 && char.IsAsciiLetterUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : char.ToLowerInvariant(letter).ToString()));
}
