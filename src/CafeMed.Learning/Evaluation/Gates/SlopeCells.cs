using static TorchSharp.torch;

namespace CafeMed.Learning.Evaluation.Gates;

/// <summary>Gate and slope of every pair in every stratum of one kind, each relative to the pair's own mean, on the data and on every resampling of patients.</summary>
/// <param name="Gate">(1 + draws, K S) float64: mean gate of the stratum over that of the pair, less its mean over the strata.</param>
/// <param name="Slope">(1 + draws, K S) float64: log odds ratio of the stratum over that of the pair in training, less its mean over the strata.</param>
/// <param name="Weight">(1 + draws, K S) float64: one over the variance of the slope; 0 where the cell is too thin.</param>
internal sealed record SlopeCells(Tensor Gate, Tensor Slope, Tensor Weight) : IDisposable
{
    private const int LeastVisits = 8;

    // Keeps a cell that happens to vary little from outweighing all others; a tenth of an effect.
    private const double Floor = 0.01;

    /// <summary>Cells that are thick enough.</summary>
    public int Count => (int)Weight[0].gt(Weight.new_zeros(1)).sum().item<long>();

    /// <summary>Measures.</summary>
    /// <param name="held">Residuals and gates.</param>
    /// <param name="strata">The strata.</param>
    /// <param name="draws">(1 + draws, P) float64.</param>
    public static SlopeCells Of(HeldOut held, Strata strata, Tensor draws)
    {
        using var scope = NewDisposeScope();
        var groups = tensor(strata.Groups.Select(group => (long)group).ToArray()).view(held.Visits, -1, 1);  // (V, 1 or K, 1)
        var mask = groups.eq(tensor(Enumerable.Range(0, strata.Count).Select(group => (long)group).ToArray())).to_type(ScalarType.Float64); // (V, 1 or K, S)
        var (numerator, denominator) = (Sum(held.Exposure * held.Outcome, mask, held, draws), Sum(held.Exposure.Squared(), mask, held, draws));
        var (visits, given) = (Sum(ones_like(held.Given), mask, held, draws), Sum(held.Given, mask, held, draws));
        var (exposed, gates) = (Sum(held.Exposed, mask, held, draws), Sum(held.Exposed * held.Gates, mask, held, draws));
        var slope = held.Slopes.unsqueeze(1).Plus(numerator / denominator.AtLeast(1e-9));                    // (D, K, S)
        var odds = SlopeOdds.Of(slope, given / visits.AtLeast(1e-9), exposed / visits.AtLeast(1e-9)) / held.LogOdds.unsqueeze(1);
        var gate = gates / exposed.AtLeast(1e-9) / (gates.sum(dim: 2, keepdim: true) / exposed.sum(dim: 2, keepdim: true).AtLeast(1e-9)).AtLeast(1e-9);
        var weight = Weights(odds, exposed, visits);
        return new SlopeCells(
            Centred(gate, weight).MoveToOuterDisposeScope(), Centred(odds, weight).MoveToOuterDisposeScope(), weight.flatten(1).MoveToOuterDisposeScope());
    }

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        Gate.Dispose();
        Slope.Dispose();
        Weight.Dispose();
    }

    // (V, K) by stratum, patient and draw -> (D, K, S).
    private static Tensor Sum(Tensor values, Tensor mask, HeldOut held, Tensor draws)
    {
        using var scope = NewDisposeScope();
        var (pairs, count) = (values.shape[1], mask.shape[2]);
        var cells = (values.unsqueeze(2) * mask).view(held.Visits, -1);                                      // (V, K S)
        var patients = cells.new_zeros(draws.shape[1], cells.shape[1]).AddRows(held.Owner, cells);           // (P, K S)
        return draws.matmul(patients).view(draws.shape[0], pairs, count).MoveToOuterDisposeScope();
    }

    private static Tensor Weights(Tensor odds, Tensor exposed, Tensor visits)
    {
        var drawn = odds.narrow(0, 1, odds.shape[0] - 1);
        var variance = drawn.Squared().mean([0L]) - drawn.mean([0L]).Squared();                              // (K, S)
        var least = odds.new_zeros(1).Plus((double)LeastVisits);
        var thick = exposed[0].ge(least) & (visits[0] - exposed[0]).ge(least);                               // (K, S)
        var alone = thick.to_type(ScalarType.Float64).sum(dim: 1, keepdim: true).lt(odds.new_zeros(1).Plus(2.0)); // (K, 1)
        var weight = variance.AtLeast(0).Plus(Floor).reciprocal().Filled(thick.logical_not() | alone, 0.0);
        return weight.unsqueeze(0) * exposed.gt(odds.new_zeros(1)).to_type(ScalarType.Float64);              // (D, K, S)
    }

    private static Tensor Centred(Tensor values, Tensor weight)
    {
        var mean = (values * weight).sum(dim: 2, keepdim: true) / weight.sum(dim: 2, keepdim: true).AtLeast(1e-12);
        return (values - mean).flatten(1);                                                                   // (D, K S)
    }
}
