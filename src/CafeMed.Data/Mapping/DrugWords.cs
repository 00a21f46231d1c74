using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace CafeMed.Data;

/// <summary>Takes a drug's text apart: words, whether something stands between them, and words that are no ingredient.</summary>
internal sealed class DrugWords
{
    private static readonly FrozenDictionary<string, string> s_routes = new Dictionary<string, string>
    {
        ["ophthalmic"] = "eye", ["ophth"] = "eye", ["oph"] = "eye", ["eye"] = "eye", ["eyes"] = "eye", ["ou"] = "eye", ["od"] = "eye", ["os"] = "eye",
        ["otic"] = "ear", ["ot"] = "ear", ["ear"] = "ear", ["ears"] = "ear",
        ["topical"] = "skin", ["top"] = "skin", ["cream"] = "skin", ["crm"] = "skin", ["ointment"] = "skin", ["oint"] = "skin", ["lotion"] = "skin",
        ["patch"] = "skin", ["patches"] = "skin", ["transdermal"] = "skin", ["td"] = "skin", ["ptch"] = "skin",
        ["nasal"] = "nose", ["nas"] = "nose", ["nasally"] = "nose", ["intranasal"] = "nose",
        ["inhaler"] = "lung", ["inh"] = "lung", ["ih"] = "lung", ["inhalation"] = "lung", ["neb"] = "lung", ["nebs"] = "lung", ["nebu"] = "lung", ["nebulizer"] = "lung",
        ["hfa"] = "lung", ["mdi"] = "lung", ["diskus"] = "lung", ["respimat"] = "lung", ["turbuhaler"] = "lung", ["diskhaler"] = "lung", ["twisthaler"] = "lung",
        ["vaginal"] = "vagina", ["vag"] = "vagina", ["vaginally"] = "vagina",
        ["rectal"] = "rectal", ["pr"] = "rectal", ["enema"] = "rectal", ["supp"] = "rectal", ["suppository"] = "rectal",
        ["oral"] = "oral", ["po"] = "oral", ["orally"] = "oral", ["lozenge"] = "mouth", ["troche"] = "mouth", ["mouthwash"] = "mouth",
    }.ToFrozenDictionary();

    private static readonly SearchValues<char> s_number = SearchValues.Create("0123456789.%'");

    private readonly HashSet<string> _salts = [];
    private readonly HashSet<string> _others = [];
    private readonly HashSet<string> _units = [];

    public DrugWords()
    {
        using var reader = new StreamReader(MapTable.Open("maps/drug-words.txt"));
        while (reader.ReadLine() is { } line)
            if (!line.StartsWith('#') && line.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon)
                (line[..colon] switch { "salt" => _salts, "unit" => _units, _ => _others }).UnionWith(
                    line[(colon + 2)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => Words(word).Select(part => part.Text)));
    }

    /// <summary>Words of letters and digits in lower case; what stands between two of them is kept as whether it was more than a space.</summary>
    public static List<(string Text, bool Apart)> Words(string text)
    {
        var words = new List<(string, bool)>();
        var word = new StringBuilder();
        var apart = false;
        foreach (var letter in text.Append(' '))
            if (char.IsAsciiLetterOrDigit(letter) || letter is '.' or '%' or '\'')
                word.Append(char.ToLowerInvariant(letter));
            else
            {
                if (word.ToString().TrimEnd('.') is { Length: > 0 } whole)
                {
                    words.Add((whole, apart));
                    apart = false;
                }
                word.Clear();
                apart |= letter is '-' or '/' or ',' or '+' or '&' or ';';
            }
        return words;
    }

    public static string Key(string name) => string.Join(' ', Words(name).Select(word => word.Text));

    public static string? Route(string word) => s_routes.GetValueOrDefault(word);

    public bool IsSalt(string word) => _salts.Contains(word);

    /// <summary>A form, a route, a unit, a dose: nothing that says what the drug is.</summary>
    public bool IsIdle(string word) => _others.Contains(word) || _units.Contains(word) || IsDose(word);

    // 25, 0.9%, 12.5mg, 1000units, .5ml
    private bool IsDose(string word)
    {
        var digits = word.AsSpan().IndexOfAnyExcept(s_number);
        if (digits < 0)
            return true;
        return digits > 0 && word[digits..].Trim('.', '%') is var unit && (unit.Length == 0 || unit == "x" || _units.Contains(unit) || _others.Contains(unit));
    }
}
