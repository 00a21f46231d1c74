using System.Collections.Immutable;

namespace CafeMed.Safety.Knowledge;

/// <summary>A table of pairs of ingredients in memory: what a user brings.</summary>
public sealed class ListedFacts : IInteractionSource
{
    private readonly Dictionary<(Code, Code), InteractionFact> _pairs = [];
    private readonly HashSet<Code> _known;

    /// <summary>Holds pairs; of several levels for one pair the worst counts, an ingredient with itself is left out.</summary>
    /// <param name="name">Name of the source.</param>
    /// <param name="surveyed">Ingredients that the source knows, with or without pairs; those of the pairs are added.</param>
    /// <param name="pairs">The facts; a fact's source is empty where it is the table's.</param>
    public ListedFacts(string name, IEnumerable<Code> surveyed, IEnumerable<(Code First, Code Second, InteractionFact Fact)> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        Name = name;
        _known = [.. surveyed];
        foreach (var (first, second, fact) in pairs)
        {
            _known.Add(first);
            _known.Add(second);
            if (first != second && (!_pairs.TryGetValue(CodePair.Of(first, second), out var known) || fact.Severity > known.Severity))
                _pairs[CodePair.Of(first, second)] = fact.Source.Length > 0 ? fact : fact with { Source = name };
        }
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>How many pairs.</summary>
    public int Count => _pairs.Count;

    /// <inheritdoc/>
    public IEnumerable<Code> Surveyed => _known.Order();

    /// <summary>What was left out on reading, in words; none where nothing was.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <inheritdoc/>
    public bool Knows(Code ingredient) => _known.Contains(ingredient);

    /// <inheritdoc/>
    public InteractionFact? Between(Code first, Code second) => _pairs.GetValueOrDefault(CodePair.Of(first, second));

    /// <inheritdoc/>
    public IEnumerable<(Code First, Code Second, Severity Severity)> Pairs(IReadOnlyList<Code> universe)
    {
        var wanted = universe.ToHashSet();
        return _pairs.Where(pair => wanted.Contains(pair.Key.Item1) && wanted.Contains(pair.Key.Item2)).Select(pair => (pair.Key.Item1, pair.Key.Item2, pair.Value.Severity));
    }
}
