namespace CafeMed.Learning.Causal.Discovery;

/// <summary>How a graph of codes is learned.</summary>
public sealed record DiscoveryOptions
{
    /// <summary>How often patients are drawn with replacement; in [1, 1000]. Default 20.</summary>
    public int Resamples { get; init; } = 20;

    /// <summary>Share of the resamples from which an edge, and its direction, is kept; in [0.5, 1]. Default 0.6.</summary>
    public double KeptFrom { get; init; } = 0.6;

    /// <summary>Nodes at most; in [3, 1000]. Default 300: up to half for diagnoses, a quarter for procedures, the rest for what was before; the commonest are taken.</summary>
    public int MaxNodes { get; init; } = 300;

    /// <summary>Visits that must have a group, and that must lack it, for a node; in [1, 1000000]. Default 30.</summary>
    public int MinVisits { get; init; } = 30;

    /// <summary>Parents of a node at most; in [1, 8]. Default 4: the table of a node doubles with each.</summary>
    public int MaxParents { get; init; } = 4;

    /// <summary>What an edge costs beside BIC, in logarithms of the number of nodes: gamma of the extended BIC; in [0, 2]. Default 0.5.</summary>
    public double Sparsity { get; init; } = 0.5;

    /// <summary>How often edges that may point either way are turned by chance and the search goes on; in [0, 100]. Default 3.</summary>
    public int Turns { get; init; } = 3;

    /// <summary>Decides resamples and turns. Default 7.</summary>
    public int Seed { get; init; } = 7;

    /// <summary>The same options, if every one is in its range.</summary>
    /// <exception cref="CafeMedException"><c>CM3080</c>: one is not.</exception>
    public DiscoveryOptions Checked()
    {
        Check(nameof(Resamples), Resamples, 1, 1000);
        Check(nameof(KeptFrom), KeptFrom, 0.5, 1);
        Check(nameof(MaxNodes), MaxNodes, 3, 1000);
        Check(nameof(MinVisits), MinVisits, 1, 1_000_000);
        Check(nameof(MaxParents), MaxParents, 1, 8);
        Check(nameof(Sparsity), Sparsity, 0, 2);
        Check(nameof(Turns), Turns, 0, 100);
        return this;
    }

    // Written so that NaN fails.
    private static void Check(string option, double value, double lowest, double highest)
    {
        if (!(value >= lowest && value <= highest))
            throw DiscoveryFaults.OutOfRange(option, value, lowest, highest);
    }
}
