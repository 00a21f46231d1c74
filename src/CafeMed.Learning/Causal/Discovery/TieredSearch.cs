namespace CafeMed.Learning.Causal.Discovery;

/// <summary>Climbs to a directed graph without circles that scores well: adds, removes and turns one edge at a time, whatever gains most.</summary>
/// <remarks>
/// Edges lead to the same tier or a later one, and none into the first. Where nothing gains any more, edges that may point either way at the same score are turned by chance and the climb
/// goes on, which cannot lose. Source: Chickering 2002, J. Mach. Learn. Res. 3:507 (equivalence and greedy search); Castelo and Kocka 2003, J. Mach. Learn. Res. 4:527 (turning covered edges).
/// </remarks>
internal sealed class TieredSearch
{
    private const double Least = 1e-9;

    private readonly FamilyScore _score;
    private readonly CodeTier[] _tiers;
    private readonly DiscoveryOptions _options;
    private readonly int _nodes;
    private readonly double[] _adding;
    private readonly double[] _removing;

    private TieredSearch(FamilyScore score, CodeTier[] tiers, DiscoveryOptions options)
    {
        (_score, _tiers, _options, _nodes) = (score, tiers, options, tiers.Length);
        (_adding, _removing) = (new double[_nodes * _nodes], new double[_nodes * _nodes]);
        Parents = [.. Enumerable.Range(0, _nodes).Select(_ => new List<int>())];
    }

    private List<int>[] Parents { get; }

    /// <summary>By node: its parents, ascending.</summary>
    public static List<int>[] Run(FamilyScore score, CodeTier[] tiers, DiscoveryOptions options, int seed, CancellationToken ct)
    {
        var search = new TieredSearch(score, tiers, options);
        for (var node = 0; node < tiers.Length; node++)
            search.Refresh(node);
        search.Climb(ct);
        var random = new Random(seed);
        for (var turn = 0; turn < options.Turns; turn++)
        {
            search.TurnCovered(random);
            search.Climb(ct);
        }
        return search.Parents;
    }

    private bool Allowed(int from, int to) => from != to && _tiers[to] != CodeTier.Before && _tiers[from] <= _tiers[to];

    private void Climb(CancellationToken ct)
    {
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var (best, from, to, kind) = (Least, -1, -1, 0);
            for (var y = 0; y < _nodes; y++)
                for (var x = 0; x < _nodes; x++)
                {
                    if (_adding[y * _nodes + x] > best && Parents[y].Count < _options.MaxParents && !Reaches(y, x, skip: -1))
                        (best, from, to, kind) = (_adding[y * _nodes + x], x, y, 1);
                    var removed = _removing[y * _nodes + x];
                    if (double.IsNegativeInfinity(removed))
                        continue;
                    if (removed > best)
                        (best, from, to, kind) = (removed, x, y, 2);
                    // The gain of y as a parent of x counts although x leads to y now.
                    if (removed + _adding[x * _nodes + y] > best && Parents[x].Count < _options.MaxParents && !Reaches(x, y, skip: y))
                        (best, from, to, kind) = (removed + _adding[x * _nodes + y], x, y, 3);
                }
            if (from < 0)
                return;
            Change(from, to, kind);
        }
    }

    private void Change(int from, int to, int kind)
    {
        if (kind == 1)
            Insert(Parents[to], from);
        else
            Parents[to].Remove(from);
        Refresh(to);
        if (kind != 3)
            return;
        Insert(Parents[from], to);
        Refresh(from);
    }

    // What every change of a node's parents gains.
    private void Refresh(int node)
    {
        var parents = Parents[node];
        _score.Gains(node, parents, x => Allowed(x, node) && !parents.Contains(x), _adding.AsSpan(node * _nodes, _nodes));
        Array.Fill(_removing, double.NegativeInfinity, node * _nodes, _nodes);
        if (parents.Count == 0)
            return;
        var now = _score.Of(node, parents);
        foreach (var parent in parents)
            _removing[node * _nodes + parent] = _score.Of(node, [.. parents.Where(other => other != parent)]) - now;
    }

    // An edge is covered where both ends have the same parents but for the edge itself: then it may point either way.
    private void TurnCovered(Random random)
    {
        for (var y = 0; y < _nodes; y++)
            foreach (var x in Parents[y].ToArray())
                if (_tiers[x] == _tiers[y] && Parents[y].Count == Parents[x].Count + 1 && Parents[x].All(Parents[y].Contains) && random.Next(2) == 0)
                {
                    Change(x, y, 3);
                    break;
                }
    }

    // Whether a way leads from a node to another, other than the edge from it to skip.
    private bool Reaches(int from, int to, int skip)
    {
        if (_tiers[from] > _tiers[to])
            return false;
        var (seen, open) = (new HashSet<int> { to }, new Stack<int>([to]));
        while (open.TryPop(out var node))
            foreach (var parent in Parents[node])
            {
                if (parent == from && !(node == skip && to == skip))
                    return true;
                if (parent != from && seen.Add(parent))
                    open.Push(parent);
            }
        return false;
    }

    private static void Insert(List<int> sorted, int value)
    {
        var at = sorted.BinarySearch(value);
        sorted.Insert(~at, value);
    }
}
