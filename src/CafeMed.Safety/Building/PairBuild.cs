using CafeMed.Safety.Knowledge;

namespace CafeMed.Safety.Building;

/// <summary>Lays the source's pairs of ingredients on pairs of codes: the worst level of each, and the mechanism of that level.</summary>
internal sealed class PairBuild(
    Dictionary<string, HashSet<string>> codes, Dictionary<(string, string), List<(string Level, Mechanism Mechanism)>> reasons, Dictionary<string, Severity> levels)
{
    private readonly Dictionary<(string, string), (Severity Severity, Mechanism Mechanism)> _worst = [];

    /// <summary>Pairs of ingredients read.</summary>
    public int Seen { get; private set; }

    /// <summary>Those that became pairs of codes.</summary>
    public int Kept { get; private set; }

    /// <summary>Those with an ingredient without a code.</summary>
    public int WithoutCode { get; private set; }

    /// <summary>Those without a level.</summary>
    public int WithoutLevel { get; private set; }

    /// <summary>Pairs of codes of one ingredient.</summary>
    public int SameIngredient { get; private set; }

    /// <summary>Two names, the lesser first.</summary>
    public static (string, string) Key(string first, string second) => string.CompareOrdinal(first, second) <= 0 ? (first, second) : (second, first);

    /// <summary>Reads one pair of ingredients.</summary>
    public void Add(CsvTable.Row row)
    {
        Seen++;
        var (first, second) = Key(row["drug1"], row["drug2"]);
        var text = row["severity_level"];
        if (!levels.TryGetValue($"{first} + {second}", out var severity) && text is [>= '1' and <= '4'])
            severity = (Severity)(text[0] - '0');
        if (severity == 0)
            WithoutLevel++;
        else if (codes.GetValueOrDefault(first) is not { Count: > 0 } left || codes.GetValueOrDefault(second) is not { Count: > 0 } right)
            WithoutCode++;
        else
        {
            Kept++;
            var mechanism = Worst(reasons.GetValueOrDefault(Key(row["via1"], row["via2"])), text);
            foreach (var a in left)
                foreach (var b in right)
                    if (a != b)
                        Lay(Key(a, b), severity, mechanism);
        }
    }

    /// <summary>The pairs of codes in order. One ingredient under several codes (aspirin as analgesic and as antiplatelet) does not interact with itself.</summary>
    /// <param name="names">The ingredients of each code.</param>
    public List<(string First, string Second, Severity Severity, Mechanism Mechanism)> Facts(SortedDictionary<string, SortedSet<string>> names)
    {
        var kept = _worst.Where(pair => !names[pair.Key.Item1].Overlaps(names[pair.Key.Item2]));
        var facts = kept.Select(pair => (First: pair.Key.Item1, Second: pair.Key.Item2, pair.Value.Severity, pair.Value.Mechanism))
            .OrderBy(fact => fact.First, StringComparer.Ordinal).ThenBy(fact => fact.Second, StringComparer.Ordinal).ToList();
        SameIngredient = _worst.Count - facts.Count;
        return facts;
    }

    private void Lay((string, string) pair, Severity severity, Mechanism mechanism)
    {
        if (!_worst.TryGetValue(pair, out var known) || severity > known.Severity)
            _worst[pair] = (severity, mechanism);
        else if (severity == known.Severity)
            _worst[pair] = (severity, Before(known.Mechanism, mechanism));
    }

    // Of several texts of one level the mechanism that stands first in the closed list counts; "other" comes last.
    private static Mechanism Worst(List<(string Level, Mechanism Mechanism)>? told, string level) =>
        told?.Where(one => one.Level == level).Select(one => one.Mechanism).Aggregate(Mechanism.Other, Before) ?? Mechanism.Other;

    private static Mechanism Before(Mechanism a, Mechanism b) => a == Mechanism.Other ? b : b == Mechanism.Other || a < b ? a : b;
}
