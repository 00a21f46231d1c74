using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace CafeMed;

/// <summary>What is known of pairs of ingredients (ATC level 5): the worst severity of each pair, and which ingredients the source knows at all.</summary>
/// <remarks>A pair of known ingredients without a row has no interaction in the source. A pair with an unknown ingredient is unknown, which is not the same as safe.</remarks>
public sealed class InteractionTable
{
    // Not frozen: freezing tens of thousands of pairs takes longer than a run ever wins back by it.
    private readonly Dictionary<(Code, Code), Severity> _pairs;
    private readonly FrozenSet<Code> _ingredients;

    /// <summary>Reads undirected <paramref name="pairs"/>; of several levels for one pair the worst counts.</summary>
    /// <param name="source">Name, date and licence of the source, for findings and reports.</param>
    /// <param name="ingredients">Every ingredient that the source has an entry for, with or without interactions.</param>
    /// <param name="pairs">Pairs of ingredients; an ingredient with itself is left out.</param>
    public InteractionTable(string source, IEnumerable<Code> ingredients, IEnumerable<(Code First, Code Second, Severity Severity)> pairs)
    {
        _pairs = new(pairs.TryGetNonEnumeratedCount(out var count) ? count : 0);
        var known = ingredients.ToHashSet();
        foreach (var (first, second, severity) in pairs)
        {
            if (first == second)
                continue;
            ref var worst = ref CollectionsMarshal.GetValueRefOrAddDefault(_pairs, CodePair.Of(first, second), out _);
            worst = worst > severity ? worst : severity;
            known.Add(first);
            known.Add(second);
        }
        Source = source;
        _ingredients = known.ToFrozenSet();
    }

    private InteractionTable(string source, FrozenSet<Code> ingredients, Dictionary<(Code, Code), Severity> pairs) =>
        (Source, _ingredients, _pairs) = (source, ingredients, pairs);

    /// <summary>The same table with more pairs. An ingredient that only they name stays unknown: one row about a drug is no survey of it.</summary>
    /// <param name="source">Name, date and licence of both sources.</param>
    /// <param name="pairs">Pairs to be added; of several levels for one pair the worst counts.</param>
    public InteractionTable With(string source, IEnumerable<(Code First, Code Second, Severity Severity)> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var all = new Dictionary<(Code, Code), Severity>(_pairs);
        foreach (var (first, second, severity) in pairs)
        {
            if (first == second)
                continue;
            ref var worst = ref CollectionsMarshal.GetValueRefOrAddDefault(all, CodePair.Of(first, second), out _);
            worst = worst > severity ? worst : severity;
        }
        return new InteractionTable(source, _ingredients, all);
    }

    /// <summary>Name, date and licence of the source.</summary>
    public string Source { get; }

    /// <summary>How many pairs interact.</summary>
    public int Count => _pairs.Count;

    /// <summary>The ingredients that the source knows.</summary>
    public IReadOnlyCollection<Code> Ingredients => _ingredients;

    /// <summary>The interacting pairs, each once, the lesser code first.</summary>
    public IEnumerable<(Code First, Code Second, Severity Severity)> Pairs => _pairs.Select(pair => (pair.Key.Item1, pair.Key.Item2, pair.Value));

    /// <summary>Whether the source says anything about <paramref name="ingredient"/>.</summary>
    public bool Knows(Code ingredient) => _ingredients.Contains(ingredient);

    /// <summary>The severity of the pair, or <see langword="null"/> where the source has no row for it.</summary>
    public Severity? Between(Code first, Code second) => _pairs.TryGetValue(CodePair.Of(first, second), out var severity) ? severity : null;
}
