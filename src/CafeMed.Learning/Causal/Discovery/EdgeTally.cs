using System.Collections.Immutable;

namespace CafeMed.Learning.Causal.Discovery;

/// <summary>Counts over resamples how often two nodes are joined, which way, and which role each node has.</summary>
internal sealed class EdgeTally(CodeTier[] tiers)
{
    private static readonly int _roles = Enum.GetValues<NodeRole>().Length;

    private readonly Dictionary<(int Low, int High), (int Up, int Down, int Open)> _edges = [];
    private readonly int[] _held = new int[tiers.Length * _roles];
    private int _resamples;

    /// <summary>Adds a resample.</summary>
    public void Add(EdgePattern pattern)
    {
        var edges = pattern.Edges().ToArray();
        foreach (var (from, to, directed) in edges)
        {
            var key = (Math.Min(from, to), Math.Max(from, to));
            var (up, down, open) = _edges.GetValueOrDefault(key);
            _edges[key] = !directed ? (up, down, open + 1) : from < to ? (up + 1, down, open) : (up, down + 1, open);
        }
        var roles = Roles(edges);
        for (var node = 0; node < tiers.Length; node++)
            _held[node * _roles + (int)roles[node]]++;
        _resamples++;
    }

    /// <summary>What is kept: the most frequent first. A direction that would close a circle is not kept.</summary>
    /// <param name="keptFrom">Share of the resamples.</param>
    /// <param name="logOdds">Of two nodes.</param>
    public ImmutableArray<CodeGraphEdge> Kept(double keptFrom, Func<int, int, double> logOdds)
    {
        // Counts are whole: 12 of 20 are 0.6, whatever the division says.
        var needed = (int)Math.Ceiling(keptFrom * _resamples - 1e-9);
        var kept = _edges
            .Select(edge => edge.Value.Up >= edge.Value.Down
                ? (From: edge.Key.Low, To: edge.Key.High, All: edge.Value.Up + edge.Value.Down + edge.Value.Open, Forward: edge.Value.Up)
                : (From: edge.Key.High, To: edge.Key.Low, All: edge.Value.Up + edge.Value.Down + edge.Value.Open, Forward: edge.Value.Down))
            .Where(edge => edge.All >= needed).OrderByDescending(edge => edge.Forward).ThenBy(edge => edge.From).ThenBy(edge => edge.To);
        var (parents, edges) = (tiers.Select(_ => new List<int>()).ToArray(), new List<CodeGraphEdge>());
        foreach (var (from, to, all, forward) in kept)
        {
            var directed = forward >= needed && !Leads(parents, to, from);
            if (directed)
                parents[to].Add(from);
            edges.Add(new(from, to, (float)all / _resamples, (float)forward / _resamples, directed, (float)logOdds(from, to)));
        }
        return [.. edges.OrderByDescending(edge => edge.Share).ThenByDescending(edge => Math.Abs(edge.LogOdds)).ThenBy(edge => edge.From).ThenBy(edge => edge.To)];
    }

    /// <summary>The role of each node among its kind by <paramref name="edges"/>, and the share of the resamples that say so.</summary>
    public (NodeRole Role, float Share)[] Shares(IEnumerable<CodeGraphEdge> edges)
    {
        var roles = Roles(edges.Select(edge => (edge.From, edge.To, edge.Directed)));
        return [.. roles.Select((role, node) => (role, _resamples == 0 ? 0f : (float)_held[node * _roles + (int)role] / _resamples))];
    }

    private NodeRole[] Roles(IEnumerable<(int From, int To, bool Directed)> edges)
    {
        var (into, outOf, open) = (new int[tiers.Length], new int[tiers.Length], new int[tiers.Length]);
        foreach (var (from, to, directed) in edges)
            if (tiers[from] == tiers[to])
            {
                (directed ? outOf : open)[from]++;
                (directed ? into : open)[to]++;
            }
        return
        [
            .. Enumerable.Range(0, tiers.Length).Select(node => (into[node] > 0, outOf[node] > 0, open[node] > 0) switch
            {
                (true, true, _) => NodeRole.Middle,
                (true, false, _) => NodeRole.Effect,
                (false, true, _) => NodeRole.Cause,
                (false, false, true) => NodeRole.Undirected,
                _ => NodeRole.Orphan,
            }),
        ];
    }

    private static bool Leads(List<int>[] parents, int from, int to)
    {
        var (seen, open) = (new HashSet<int> { to }, new Stack<int>([to]));
        while (open.TryPop(out var node))
            foreach (var parent in parents[node])
            {
                if (parent == from)
                    return true;
                if (seen.Add(parent))
                    open.Push(parent);
            }
        return false;
    }
}
