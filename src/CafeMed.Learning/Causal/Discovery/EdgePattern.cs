namespace CafeMed.Learning.Causal.Discovery;

/// <summary>Which edges of a directed graph must point as they do: the pattern of all graphs that fit data and tiers as well.</summary>
/// <remarks>Tiers and unshielded colliders give directions, and four rules what follows. Source: Meek 1995, Proc. UAI 11:403.</remarks>
internal sealed class EdgePattern
{
    private readonly int _nodes;
    private readonly bool[] _may;
    private readonly SortedSet<int>[] _joined;

    private EdgePattern(int nodes) =>
        (_nodes, _may, _joined) = (nodes, new bool[nodes * nodes], [.. Enumerable.Range(0, nodes).Select(_ => new SortedSet<int>())]);

    /// <summary>The pattern of a graph.</summary>
    public static EdgePattern Of(List<int>[] parents, CodeTier[] tiers)
    {
        var pattern = new EdgePattern(tiers.Length);
        for (var y = 0; y < tiers.Length; y++)
            foreach (var x in parents[y])
            {
                pattern._may[x * tiers.Length + y] = pattern._may[y * tiers.Length + x] = true;
                pattern._joined[x].Add(y);
                pattern._joined[y].Add(x);
            }
        for (var y = 0; y < tiers.Length; y++)
            foreach (var x in parents[y])
                if (tiers[x] != tiers[y] || parents[y].Any(other => other != x && !pattern.Joined(other, x)))
                    pattern.Point(x, y);
        pattern.Follow();
        return pattern;
    }

    /// <summary>Every edge once: ends, and whether it must point from the first to the second.</summary>
    public IEnumerable<(int From, int To, bool Directed)> Edges()
    {
        for (var x = 0; x < _nodes; x++)
            foreach (var y in _joined[x])
                if (Directed(x, y))
                    yield return (x, y, true);
                else if (x < y && !Directed(y, x))
                    yield return (x, y, false);
    }

    private bool Joined(int x, int y) => _joined[x].Contains(y);

    private bool Directed(int x, int y) => _may[x * _nodes + y] && !_may[y * _nodes + x];

    private bool Open(int x, int y) => _may[x * _nodes + y] && _may[y * _nodes + x];

    private void Point(int x, int y) => _may[y * _nodes + x] = false;

    private void Follow()
    {
        for (var moved = true; moved;)
        {
            moved = false;
            for (var a = 0; a < _nodes; a++)
                foreach (var b in _joined[a])
                    if (Open(a, b) && Must(a, b))
                    {
                        Point(a, b);
                        moved = true;
                    }
        }
    }

    // Whether pointing b to a would make a new collider or a circle.
    private bool Must(int a, int b) =>
        _joined[a].Any(c => c != b && Directed(c, a) && !Joined(c, b))
        || _joined[a].Any(c => Directed(a, c) && Directed(c, b))
        || _joined[a].Any(c => Open(a, c) && Directed(c, b) && _joined[a].Any(d => d != c && Open(a, d) && Directed(d, b) && !Joined(c, d)))
        || _joined[a].Any(c => Joined(c, b) && Directed(c, b) && _joined[a].Any(d => d != b && Open(a, d) && Directed(d, c) && !Joined(d, b)));
}
