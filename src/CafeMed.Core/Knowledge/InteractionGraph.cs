using System.Collections.Immutable;

namespace CafeMed;

/// <summary>Which medications must not be combined, at the level of the recommendation. Symmetric, and no medication interacts with itself.</summary>
public sealed class InteractionGraph
{
    // Not frozen: to freeze them takes longer than all that one call of the program asks.
    private readonly Dictionary<(Code, Code), Interaction> _edges;
    private readonly HashSet<Code> _unknown;

    /// <summary>Holds projected interactions.</summary>
    /// <param name="source">Where the facts come from.</param>
    /// <param name="interactions">One per pair.</param>
    /// <param name="unknown">Medications none of whose prescribed ingredients the source knows: nothing can be said about them.</param>
    /// <param name="fittedOn">Patients whose prescriptions gave the shares.</param>
    /// <exception cref="ArgumentException">A pair comes twice, or is a medication with itself: two ingredients of one group are not a pair at the group's level.</exception>
    public InteractionGraph(string source, IEnumerable<Interaction> interactions, IEnumerable<Code> unknown, Fingerprint fittedOn)
    {
        Source = source;
        FittedOn = fittedOn;
        _edges = interactions.ToDictionary(edge => CodePair.Of(edge.First, edge.Second));
        _unknown = unknown.ToHashSet();
        if (_edges.Keys.FirstOrDefault(edge => edge.Item1 == edge.Item2) is { Item1.Value: { } itself })
            throw new ArgumentException($"{itself} cannot interact with itself.", nameof(interactions));
    }

    /// <summary>Where the facts come from.</summary>
    public string Source { get; }

    /// <summary>The patients whose prescriptions gave the shares.</summary>
    public Fingerprint FittedOn { get; }

    /// <summary>All interactions, in order of their codes.</summary>
    public IEnumerable<Interaction> Interactions => _edges.Values.OrderBy(edge => edge.First).ThenBy(edge => edge.Second);

    /// <summary>Medications about which the source says nothing.</summary>
    public IReadOnlyCollection<Code> Unknown => _unknown;

    /// <summary>The interaction of two medications, or <see langword="null"/>.</summary>
    public Interaction? Between(Code first, Code second) => _edges.GetValueOrDefault(CodePair.Of(first, second));

    /// <summary>The interacting pairs inside <paramref name="medications"/>, each once, in order.</summary>
    public IEnumerable<Interaction> PairsWithin(CodeSet medications)
    {
        ArgumentNullException.ThrowIfNull(medications);
        for (var i = 0; i < medications.Count; i++)
            for (var j = i + 1; j < medications.Count; j++)
                if (Between(medications[i], medications[j]) is { } found)
                    yield return found;
    }

    /// <summary>Expected share of pairs inside <paramref name="medications"/> that interact at <paramref name="atLeast"/> or worse, in [0, 1]; 0 for fewer than two medications.</summary>
    public double Rate(CodeSet medications, Severity atLeast)
    {
        ArgumentNullException.ThrowIfNull(medications);
        var all = medications.Count * (medications.Count - 1) / 2;
        return all == 0 ? 0 : PairsWithin(medications).Sum(pair => pair.ShareAtLeast(atLeast)) / all;
    }

    /// <summary>The symmetric matrix (M, M), row-major, of <see cref="Interaction.ShareAtLeast"/> over the columns of <paramref name="medications"/>; zero diagonal.</summary>
    public float[] Matrix(Vocabulary medications, Severity atLeast) => Matrix(medications, edge => edge.ShareAtLeast(atLeast));

    /// <summary>The symmetric matrix (M, M), row-major, of pairs by their severity: of its ingredient pairs, a contraindicated one counts 1, one not recommended 1/3, one that needs precaution 1/10, one to be known 1/30.</summary>
    /// <remarks>The proportions are those of the burden of a safe set (docs/safe-sets.md).</remarks>
    public float[] WeightedMatrix(Vocabulary medications)
    {
        double[] weights = [1.0 / 30, 0.1, 1.0 / 3, 1];
        return Matrix(medications, edge => edge.Shares.Select((share, level) => share * weights[level]).Sum());
    }

    private float[] Matrix(Vocabulary medications, Func<Interaction, double> of)
    {
        ArgumentNullException.ThrowIfNull(medications);
        var size = medications.Count;
        var matrix = new float[size * size];
        foreach (var edge in _edges.Values)
        {
            var (i, j) = (medications.IndexOf(edge.First), medications.IndexOf(edge.Second));
            if (i >= 0 && j >= 0)
                matrix[i * size + j] = matrix[j * size + i] = (float)of(edge);
        }
        return matrix;
    }
}
