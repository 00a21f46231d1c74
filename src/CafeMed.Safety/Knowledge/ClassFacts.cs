using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace CafeMed.Safety.Knowledge;

/// <summary>Single facts about pairs of classes, each with its citation: a supplement that surveys nothing.</summary>
internal sealed class ClassFacts(string name, string version, ImmutableArray<ClassPair> pairs) : IInteractionSource
{
    // For each drug the rows it is in, by side, so that many drugs do not ask every row for every pair.
    private readonly ConcurrentDictionary<Code, (ImmutableArray<int> First, ImmutableArray<int> Second)> _rows = new();

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IEnumerable<Code> Surveyed => [];

    /// <summary>Every drug that a row names by itself.</summary>
    public IEnumerable<Code> Named => pairs.SelectMany(pair => pair.First.Codes.Concat(pair.Second.Codes)).Where(code => code.Length == 7).Distinct().Select(Code.Atc);

    /// <inheritdoc/>
    public bool Knows(Code ingredient) => false;

    /// <inheritdoc/>
    public InteractionFact? Between(Code first, Code second)
    {
        if (first == second)
            return null;
        var (a, b) = (RowsOf(first), RowsOf(second));
        ClassPair? worst = null;
        foreach (var row in a.First)
            if (b.Second.Contains(row) && (worst is null || pairs[row].Severity > worst.Severity))
                worst = pairs[row];
        foreach (var row in a.Second)
            if (b.First.Contains(row) && (worst is null || pairs[row].Severity > worst.Severity))
                worst = pairs[row];
        return worst is null ? null : new InteractionFact(worst.Severity, worst.Mechanism, worst.Citation, version);
    }

    /// <inheritdoc/>
    public IEnumerable<(Code First, Code Second, Severity Severity)> Pairs(IReadOnlyList<Code> universe)
    {
        var worst = new Dictionary<(Code, Code), Severity>();
        var members = universe.Select(code => (Code: code, Rows: RowsOf(code))).ToArray();
        for (var row = 0; row < pairs.Length; row++)
        {
            var second = members.Where(member => member.Rows.Second.Contains(row)).Select(member => member.Code).ToArray();
            foreach (var a in members.Where(member => member.Rows.First.Contains(row)).Select(member => member.Code))
                foreach (var b in second)
                    if (a != b && (!worst.TryGetValue(CodePair.Of(a, b), out var known) || pairs[row].Severity > known))
                        worst[CodePair.Of(a, b)] = pairs[row].Severity;
        }
        return worst.Select(pair => (pair.Key.Item1, pair.Key.Item2, pair.Value));
    }

    private (ImmutableArray<int> First, ImmutableArray<int> Second) RowsOf(Code code) => _rows.GetOrAdd(code, drug =>
        ([.. Enumerable.Range(0, pairs.Length).Where(row => pairs[row].First.Contains(drug))],
         [.. Enumerable.Range(0, pairs.Length).Where(row => pairs[row].Second.Contains(drug))]));
}
