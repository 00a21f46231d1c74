using System.Numerics;

namespace CafeMed.Learning.Causal.Discovery;

/// <summary>Scores of a node given its parents: log likelihood of its table less what the table and the edges cost.</summary>
/// <remarks>
/// With N_c visits in cell c of the parents, of which A_c have the node: <c>sum A ln(A / N) + (N - A) ln((N - A) / N) - 2^k ln(n) / 2 - gamma k ln(p)</c>.
/// Equivalent graphs score the same. Source: Schwarz 1978, Ann. Stat. 6:461; extended BIC: Chen and Chen 2008, Biometrika 95:759.
/// </remarks>
internal sealed class FamilyScore
{
    private readonly BitColumns _columns;
    private readonly int[] _pairs;
    private readonly double[] _entropy;
    private readonly double _edge;
    private readonly double _cell;

    public FamilyScore(BitColumns columns, DiscoveryOptions options)
    {
        (_columns, _pairs) = (columns, columns.Pairs());
        _entropy = new double[columns.Rows + 1];
        for (var count = 1; count <= columns.Rows; count++)
            _entropy[count] = count * Math.Log(count);
        _edge = options.Sparsity * Math.Log(Math.Max(2, columns.Counts.Length));
        _cell = Math.Log(Math.Max(2, columns.Rows)) / 2;
    }

    /// <summary>How many nodes.</summary>
    public int Nodes => _columns.Counts.Length;

    /// <summary>The score of <paramref name="node"/> with these parents.</summary>
    public double Of(int node, IReadOnlyList<int> parents)
    {
        var sum = 0.0;
        foreach (var (mask, count) in Cells(parents))
            sum += Likelihood(count, Both(mask, _columns[node]));
        return sum - Cost(parents.Count);
    }

    /// <summary>For every candidate: what it gains to be a parent of <paramref name="node"/> beside <paramref name="parents"/>.</summary>
    /// <param name="node">The node.</param>
    /// <param name="parents">Its parents.</param>
    /// <param name="candidate">Which nodes to ask about; for the others the gain is minus infinity.</param>
    /// <param name="gains">(N) filled.</param>
    public void Gains(int node, IReadOnlyList<int> parents, Func<int, bool> candidate, Span<double> gains)
    {
        var cells = Cells(parents).OrderByDescending(cell => cell.Count).ToArray();
        var own = Array.ConvertAll(cells, cell => Both(cell.Mask, _columns[node]));
        var before = cells.Select((cell, c) => Likelihood(cell.Count, own[c])).Sum();
        // The largest cell is what the others leave; the rest are small, so that few of their words have any bit.
        var sparse = cells.Skip(1).Select((cell, c) => new SparseCell(cell.Mask, _columns[node])).ToArray();
        var cost = Cost(parents.Count + 1) - Cost(parents.Count);
        for (var x = 0; x < gains.Length; x++)
        {
            if (!candidate(x))
            {
                gains[x] = double.NegativeInfinity;
                continue;
            }
            var (left, leftBoth, sum) = (_columns.Counts[x], _pairs[x * Nodes + node], 0.0);
            var column = _columns[x];
            for (var c = 0; c < sparse.Length; c++)
            {
                var (with, both) = sparse[c].Count(column);
                sum += Likelihood(with, both) + Likelihood(cells[c + 1].Count - with, own[c + 1] - both);
                (left, leftBoth) = (left - with, leftBoth - both);
            }
            gains[x] = sum + Likelihood(left, leftBoth) + Likelihood(cells[0].Count - left, own[0] - leftBoth) - before - cost;
        }
    }

    private double Cost(int parents) => (1 << parents) * _cell + parents * _edge;

    private double Likelihood(int all, int with) => _entropy[with] + _entropy[all - with] - _entropy[all];

    // The cells that have a visit.
    private List<(ulong[] Mask, int Count)> Cells(IReadOnlyList<int> parents)
    {
        var everyone = new ulong[_columns.Words];
        Array.Fill(everyone, ulong.MaxValue);
        if (_columns.Rows % 64 is > 0 and var used)
            everyone[^1] = (1UL << used) - 1;
        List<(ulong[] Mask, int Count)> cells = [(everyone, _columns.Rows)];
        foreach (var parent in parents)
        {
            var next = new List<(ulong[], int)>(2 * cells.Count);
            foreach (var (mask, count) in cells)
            {
                var (with, without, both) = (new ulong[mask.Length], new ulong[mask.Length], 0);
                var column = _columns[parent];
                for (var w = 0; w < mask.Length; w++)
                {
                    with[w] = mask[w] & column[w];
                    without[w] = mask[w] & ~column[w];
                    both += BitOperations.PopCount(with[w]);
                }
                if (both > 0)
                    next.Add((with, both));
                if (both < count)
                    next.Add((without, count - both));
            }
            cells = next;
        }
        return cells;
    }

    private static int Both(ulong[] mask, ReadOnlySpan<ulong> column)
    {
        var count = 0;
        for (var w = 0; w < mask.Length; w++)
            count += BitOperations.PopCount(mask[w] & column[w]);
        return count;
    }

    // A cell's words that have a bit, and of these the visits that have the node.
    private readonly struct SparseCell
    {
        private readonly int[] _at;
        private readonly ulong[] _all;
        private readonly ulong[] _own;

        public SparseCell(ulong[] mask, ReadOnlySpan<ulong> node)
        {
            _at = [.. Enumerable.Range(0, mask.Length).Where(w => mask[w] != 0)];
            (_all, _own) = (new ulong[_at.Length], new ulong[_at.Length]);
            for (var i = 0; i < _at.Length; i++)
                (_all[i], _own[i]) = (mask[_at[i]], mask[_at[i]] & node[_at[i]]);
        }

        public (int With, int Both) Count(ReadOnlySpan<ulong> column)
        {
            var (with, both) = (0, 0);
            for (var i = 0; i < _at.Length; i++)
            {
                var bits = column[_at[i]];
                with += BitOperations.PopCount(bits & _all[i]);
                both += BitOperations.PopCount(bits & _own[i]);
            }
            return (with, both);
        }
    }
}
