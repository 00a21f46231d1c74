using System.Numerics;

namespace CafeMed.Learning.Causal.Discovery;

/// <summary>Nodes as sets of bits, one bit a visit: counting the visits that have several is a word at a time.</summary>
internal sealed class BitColumns
{
    private readonly ulong[] _bits;

    private BitColumns(int nodes, int rows) =>
        (Rows, Words, _bits, Counts) = (rows, (rows + 63) / 64, new ulong[nodes * ((rows + 63) / 64)], new int[nodes]);

    /// <summary>How many visits.</summary>
    public int Rows { get; }

    /// <summary>Words of a column.</summary>
    public int Words { get; }

    /// <summary>By node: visits that have it.</summary>
    public int[] Counts { get; }

    /// <summary>The bits of a node.</summary>
    public ReadOnlySpan<ulong> this[int node] => _bits.AsSpan(node * Words, Words);

    /// <summary>The visits of <paramref name="patients"/>, once for each time that a patient is named.</summary>
    public static BitColumns Of(DiscoveryData data, int[] patients)
    {
        var columns = new BitColumns(data.Nodes.Length, patients.Sum(patient => data.PatientOffsets[patient + 1] - data.PatientOffsets[patient]));
        var next = 0;
        foreach (var patient in patients)
            for (var row = data.PatientOffsets[patient]; row < data.PatientOffsets[patient + 1]; row++, next++)
                foreach (var node in data.Rows[row])
                {
                    columns._bits[node * columns.Words + (next >> 6)] |= 1UL << next;
                    columns.Counts[node]++;
                }
        return columns;
    }

    /// <summary>(N, N) visits that have both.</summary>
    public int[] Pairs()
    {
        var (nodes, both) = (Counts.Length, new int[Counts.Length * Counts.Length]);
        for (var x = 0; x < nodes; x++)
            for (var y = x; y < nodes; y++)
                both[x * nodes + y] = both[y * nodes + x] = x == y ? Counts[x] : Shared(this[x], this[y]);
        return both;
    }

    private static int Shared(ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other)
    {
        var count = 0;
        for (var w = 0; w < one.Length; w++)
            count += BitOperations.PopCount(one[w] & other[w]);
        return count;
    }
}
