using System.Collections.Immutable;
using System.Text;
using CafeMed.Safety.Knowledge;

namespace CafeMed.Safety.Building;

/// <summary>Reads a mechanism off the source's text, by the rules of data/interactions/mechanisms.csv.</summary>
/// <remarks>
/// Rules are tried in order, the first that holds counts. A rule is alternatives joined by <c>|</c>, each of terms joined by <c>+</c>. A term
/// must stand in the text (small letters, one space for all else); <c>_</c> is a space, <c>!</c> before a term says that it must not, and
/// <c>@</c> that it must stand in the names of the two sides instead.
/// </remarks>
internal sealed class MechanismTerms
{
    private readonly ImmutableArray<(Mechanism Mechanism, string[][] Alternatives)> _rules;

    private MechanismTerms(ImmutableArray<(Mechanism, string[][])> rules) => _rules = rules;

    public static MechanismTerms Shipped() =>
        new([.. CsvTable.Shipped("mechanisms.csv", "mechanism", "terms").Rows.Select(row =>
            (row.Mechanism("mechanism"), row["terms"].Split('|').Select(one => one.Split('+', StringSplitOptions.TrimEntries)).ToArray()))]);

    /// <summary>The mechanism of a text about two sides; <see cref="Mechanism.Other"/> where no rule holds.</summary>
    public Mechanism Of(string text, string sides)
    {
        var (words, names) = (Plain(text), Plain(sides));
        foreach (var (mechanism, alternatives) in _rules)
            if (alternatives.Any(terms => terms.All(term => Holds(term, words, names))))
                return mechanism;
        return Mechanism.Other;
    }

    private static bool Holds(string term, string words, string names) => term[0] switch
    {
        '!' => !Holds(term[1..], words, names),
        '@' => names.Contains(term[1..].Replace('_', ' '), StringComparison.Ordinal),
        _ => words.Contains(term.Replace('_', ' '), StringComparison.Ordinal),
    };

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length + 2).Append(' ');
        foreach (var letter in text)
            if (char.IsAsciiLetterOrDigit(letter))
                plain.Append(char.ToLowerInvariant(letter));
            else if (plain[^1] != ' ')
                plain.Append(' ');
        return plain.Append(plain[^1] == ' ' ? "" : " ").ToString();
    }
}
