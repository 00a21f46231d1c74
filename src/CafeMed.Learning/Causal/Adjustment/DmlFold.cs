using static TorchSharp.torch;

namespace CafeMed.Learning.Causal.Adjustment;

/// <summary>What one fold's other patients say: how to predict every drug and every exposure from the columns.</summary>
/// <param name="Weights">(W, M) B: what the columns say of the drugs.</param>
/// <param name="Residual">(W, J) what makes an exposure's residual of the columns.</param>
/// <param name="Own">(J, M) the row of B of each exposure that is a column itself; 0 for the others.</param>
/// <param name="Columns">(W) means.</param>
/// <param name="Exposures">(J) means.</param>
/// <param name="Drugs">(M) means.</param>
/// <param name="Inverse">(W, W) where leverages are wanted.</param>
internal sealed record DmlFold(Tensor Weights, Tensor Residual, Tensor Own, Tensor Columns, Tensor Exposures, Tensor Drugs, Tensor? Inverse)
{
    /// <summary>Solves for a fold, in closed form.</summary>
    /// <param name="sums">Sums over the other patients.</param>
    /// <param name="penalty">lambda.</param>
    /// <param name="columnOf">(J) the column that each exposure is, or -1.</param>
    /// <param name="outside">(J) its place among the exposures outside, or -1.</param>
    /// <param name="leverages">Whether the inverse is kept.</param>
    /// <param name="type">Of the results.</param>
    public static DmlFold Of(GramSums sums, double penalty, int[] columnOf, int[] outside, bool leverages, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var inverse = Inverted(sums, penalty);                                          // (W, W)
        var weights = inverse.matmul(sums.Centred(sums.WithDrugs, sums.Drugs));         // (W, M)
        var (residual, means, own) = (new List<Tensor>(), new List<Tensor>(), new List<Tensor>());
        var inside = columnOf.Where(column => column >= 0).Select(column => (long)column).ToArray();
        if (inside.Length > 0)
        {
            var picked = tensor(inside);
            var columns = inverse.index_select(1, picked);                              // (W, J1)
            residual.Add(columns.div_(inverse.diagonal().index_select(0, picked)));
            means.Add(sums.Mean(sums.Columns).index_select(0, picked));
            own.Add(weights.index_select(0, picked));
        }
        if (outside.Any(place => place >= 0))
        {
            residual.Add(inverse.matmul(sums.Centred(sums.WithOutside, sums.Outside)).neg());  // (W, J2)
            means.Add(sums.Mean(sums.Outside));
            own.Add(zeros(sums.Outside.shape[0], weights.shape[1], ScalarType.Float64));
        }
        // Inside first, then outside; brought into the order of the exposures.
        var (at, next) = (new long[columnOf.Length], 0L);
        for (var j = 0; j < columnOf.Length; j++)
            at[j] = columnOf[j] >= 0 ? next++ : -1;
        for (var j = 0; j < columnOf.Length; j++)
            at[j] = columnOf[j] >= 0 ? at[j] : inside.Length + outside[j];
        var order = tensor(at);
        return new DmlFold(
            Moved(weights), Moved(residual.Count == 1 ? residual[0] : cat(residual, 1).index_select(1, order)), Moved(cat(own).index_select(0, order)),
            Moved(sums.Mean(sums.Columns)), Moved(cat(means).index_select(0, order)), Moved(sums.Mean(sums.Drugs)), leverages ? Moved(inverse) : null);

        // Alone, either part is in the order of the exposures already.
        Tensor Moved(Tensor value) => value.to_type(type).MoveToOuterDisposeScope();
    }

    // Each of the three is as large as the columns squared: none lives longer than it must.
    private static Tensor Inverted(GramSums sums, double penalty)
    {
        using var factor = linalg.cholesky(sums.Ridged(penalty));
        return cholesky_inverse(factor);
    }
}
