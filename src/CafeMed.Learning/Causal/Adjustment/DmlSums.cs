using static TorchSharp.torch;

namespace CafeMed.Learning.Causal.Adjustment;

/// <summary>What is summed over the blocks of a fold, and over the folds, for every pair of an exposure and a drug.</summary>
/// <remarks>
/// The score of visit i is <c>r_ij (e_im + x_ij B_jm - theta_jm x_ij)</c>. With S the sum over a patient's visits of r e, and q that of r x, the square of a patient's score is
/// <c>(S + B q)^2 - 2 theta (S + B q) q + theta^2 q^2</c>: so theta need not be known while rows stream by.
/// </remarks>
internal sealed class DmlSums : IDisposable
{
    public DmlSums(int exposures, int drugs)
    {
        Tensor Pairs() => zeros(exposures, drugs, ScalarType.Float64);
        Tensor Row() => zeros(exposures, ScalarType.Float64);
        (Products, Squares, Crossed, Expected) = (Pairs(), Pairs(), Pairs(), Pairs());
        (Denominator, OwnSquares, Residual, Largest) = (Row(), Row(), Row(), Row());
    }

    /// <summary>(J, M) sum of r e.</summary>
    public Tensor Products { get; }

    /// <summary>(J, M) sum over patients of S^2.</summary>
    public Tensor Squares { get; }

    /// <summary>(J, M) sum over patients of S q.</summary>
    public Tensor Crossed { get; }

    /// <summary>(J, M) sum of r^2 p (1 - p), with p the drug's predicted probability.</summary>
    public Tensor Expected { get; }

    /// <summary>(J) sum of r x.</summary>
    public Tensor Denominator { get; }

    /// <summary>(J) sum over patients of q^2.</summary>
    public Tensor OwnSquares { get; }

    /// <summary>(J) sum of r^2.</summary>
    public Tensor Residual { get; }

    /// <summary>(J) the largest r^2 of a visit.</summary>
    public Tensor Largest { get; private set; }

    /// <summary>Adds a block of a fold, of any type.</summary>
    public void AddBlock(Tensor products, Tensor squares, Tensor crossed, Tensor expected, Tensor denominator, Tensor ownSquares, Tensor residual, Tensor largest)
    {
        Products.Add_(products.to_type(ScalarType.Float64), 1);
        Squares.Add_(squares.to_type(ScalarType.Float64), 1);
        Crossed.Add_(crossed.to_type(ScalarType.Float64), 1);
        Expected.Add_(expected.to_type(ScalarType.Float64), 1);
        AddRows(denominator.to_type(ScalarType.Float64), ownSquares.to_type(ScalarType.Float64), residual.to_type(ScalarType.Float64), largest.to_type(ScalarType.Float64));
    }

    /// <summary>Adds a whole fold, whose exposures had the weights <paramref name="own"/> (J, M).</summary>
    public void AddFold(DmlSums fold, Tensor own)
    {
        using var scope = NewDisposeScope();
        var weights = own.to_type(ScalarType.Float64);
        var squares = fold.OwnSquares.unsqueeze(1);                             // (J, 1)
        Products.Add_(fold.Products, 1);
        Products.Add_(weights * fold.Denominator.unsqueeze(1), 1);
        Squares.Add_(fold.Squares, 1);
        Squares.Add_(weights * fold.Crossed, 2);
        Squares.Add_(weights * weights * squares, 1);
        Crossed.Add_(fold.Crossed, 1);
        Expected.Add_(fold.Expected, 1);
        Crossed.Add_(weights * squares, 1);
        AddRows(fold.Denominator, fold.OwnSquares, fold.Residual, fold.Largest);
    }

    public void Dispose()
    {
        foreach (var held in new[] { Products, Squares, Crossed, Expected, Denominator, OwnSquares, Residual, Largest })
            held.Dispose();
    }

    private void AddRows(Tensor denominator, Tensor ownSquares, Tensor residual, Tensor largest)
    {
        Denominator.Add_(denominator, 1);
        OwnSquares.Add_(ownSquares, 1);
        Residual.Add_(residual, 1);
        var before = Largest;
        Largest = maximum(before, largest).DetachFromDisposeScope();
        before.Dispose();
    }
}
