using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CafeMed;

/// <summary>Sums of columns over drawn patients: the product of a matrix of counts (draws, patients) with one of values (patients, columns).</summary>
/// <remarks>
/// In blocks of sixteen draws, tiles of patients that stay in the cache, and four draws by eight columns in registers. Every sum is taken in the order of the patients and
/// without fused arithmetic, so that the same numbers come out on every machine.
/// </remarks>
internal static class DrawnSums
{
    private const int Block = 16;
    private const int Draws = 4;
    private const int Columns = 8;
    private const int Tile = 512;

    /// <summary>(columns, draws) the sums.</summary>
    /// <param name="draws">Who was drawn; each need be valid only until the next.</param>
    /// <param name="count">How many draws.</param>
    /// <param name="patients">P.</param>
    /// <param name="columns">(P) each.</param>
    public static double[][] Of(IEnumerable<int[]> draws, int count, int patients, IReadOnlyList<double[]> columns)
    {
        var sums = columns.Select(_ => new double[count]).ToArray();
        var packed = Pack(columns, patients);
        var counts = new double[Block * patients];
        var done = 0;
        foreach (var draw in draws)
        {
            var at = done % Block;
            foreach (var patient in draw)
                counts[at / Draws * patients * Draws + patient * Draws + at % Draws]++;
            if (++done % Block != 0 && done < count)
                continue;
            Add(counts, packed, patients, sums, (done - 1) / Block * Block, done);
            Array.Clear(counts);
        }
        return sums;
    }

    // By eight columns: the eight values of a patient lie together.
    private static double[][] Pack(IReadOnlyList<double[]> columns, int patients)
    {
        var packed = new double[(columns.Count + Columns - 1) / Columns][];
        for (var chunk = 0; chunk < packed.Length; chunk++)
        {
            packed[chunk] = new double[patients * Columns];
            for (var c = chunk * Columns; c < Math.Min(columns.Count, (chunk + 1) * Columns); c++)
                for (var p = 0; p < patients; p++)
                    packed[chunk][p * Columns + c % Columns] = columns[c][p];
        }
        return packed;
    }

    private static void Add(double[] counts, double[][] packed, int patients, double[][] sums, int from, int to)
    {
        Span<double> result = stackalloc double[Draws * Columns];
        for (var start = 0; start < patients; start += Tile)
        {
            var size = Math.Min(Tile, patients - start);
            for (var chunk = 0; chunk < packed.Length; chunk++)
                for (var group = from; group < to; group += Draws)
                {
                    var weights = counts.AsSpan(((group - from) / Draws * patients + start) * Draws, size * Draws);
                    Multiply(weights, packed[chunk].AsSpan(start * Columns, size * Columns), result);
                    for (var d = 0; d < Math.Min(Draws, to - group); d++)
                        for (var c = chunk * Columns; c < Math.Min(sums.Length, (chunk + 1) * Columns); c++)
                            sums[c][group + d] += result[d * Columns + c % Columns];
                }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(ReadOnlySpan<double> weights, ReadOnlySpan<double> values, Span<double> result)
    {
        var (a0, a1, b0, b1) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var (c0, c1, d0, d1) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        ref var value = ref MemoryMarshal.GetReference(values);
        ref var weight = ref MemoryMarshal.GetReference(weights);
        for (nuint p = 0; p < (nuint)(weights.Length / Draws); p++)
        {
            var (low, high) = (Vector256.LoadUnsafe(ref value, p * Columns), Vector256.LoadUnsafe(ref value, p * Columns + 4));
            var one = Vector256.Create(Unsafe.Add(ref weight, p * Draws));
            (a0, a1) = (a0 + one * low, a1 + one * high);
            one = Vector256.Create(Unsafe.Add(ref weight, p * Draws + 1));
            (b0, b1) = (b0 + one * low, b1 + one * high);
            one = Vector256.Create(Unsafe.Add(ref weight, p * Draws + 2));
            (c0, c1) = (c0 + one * low, c1 + one * high);
            one = Vector256.Create(Unsafe.Add(ref weight, p * Draws + 3));
            (d0, d1) = (d0 + one * low, d1 + one * high);
        }
        a0.CopyTo(result);
        a1.CopyTo(result[4..]);
        b0.CopyTo(result[8..]);
        b1.CopyTo(result[12..]);
        c0.CopyTo(result[16..]);
        c1.CopyTo(result[20..]);
        d0.CopyTo(result[24..]);
        d1.CopyTo(result[28..]);
    }
}
