using static TorchSharp.torch;

namespace CafeMed.Learning.Causal.Adjustment;

/// <summary>Sums over patients of squared sums over their visits, for all pairs of an exposure and a drug at once: <c>sum_c (sum_{i in c} U_ij Z_im)^2</c>.</summary>
/// <remarks>
/// A square of a sum is the sum over all ordered pairs of visits: the visits with themselves are one matrix product, each pair of different visits of
/// a patient is a row of another. Where a patient has many visits, the sums themselves are cheaper.
/// </remarks>
internal static class ClusterSums
{
    private const int Many = 8;
    private const int Chunk = 2048;

    /// <summary>(J, M) the sums.</summary>
    /// <param name="left">(n, J) U.</param>
    /// <param name="right">(n, M) Z.</param>
    /// <param name="sizes">Rows of each patient, in order.</param>
    public static Tensor Squares(Tensor left, Tensor right, int[] sizes)
    {
        using var scope = NewDisposeScope();
        var sums = left.Squared().t().matmul(right.Squared());                 // (J, M)
        var (first, second) = Pairs(sizes);
        for (var start = 0; start < first.Length; start += Chunk)
        {
            using var chunk = NewDisposeScope();
            var (one, other) = (tensor(first[start..Math.Min(first.Length, start + Chunk)]), tensor(second[start..Math.Min(first.Length, start + Chunk)]));
            var lefts = left.index_select(0, one).mul_(left.index_select(0, other));
            var rights = right.index_select(0, one).mul_(right.index_select(0, other));
            sums.Add_(lefts.t().matmul(rights), 2);
        }
        var row = 0;
        foreach (var size in sizes)
        {
            if (size > Many)
            {
                using var patient = NewDisposeScope();
                var (own, given) = (left.narrow(0, row, size), right.narrow(0, row, size));
                sums.Add_(own.t().matmul(given).Squared(), 1);
                sums.sub_(own.Squared().t().matmul(given.Squared()));
            }
            row += size;
        }
        return sums.MoveToOuterDisposeScope();
    }

    private static (long[] First, long[] Second) Pairs(int[] sizes)
    {
        var (first, second, row) = (new List<long>(), new List<long>(), 0L);
        foreach (var size in sizes)
        {
            for (var a = 0; a < size && size <= Many; a++)
                for (var b = a + 1; b < size; b++)
                {
                    first.Add(row + a);
                    second.Add(row + b);
                }
            row += size;
        }
        return ([.. first], [.. second]);
    }
}
