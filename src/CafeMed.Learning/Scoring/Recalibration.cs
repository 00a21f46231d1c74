using CafeMed.Learning.Encoding;
using static TorchSharp.torch;

namespace CafeMed.Learning.Scoring;

/// <summary>Recalibrates each medication's logits to local data: base rates drift between eras and hospitals.</summary>
/// <remarks><c>min sum_v BCE(s_m z_vm + o_m, y_vm) + prior/2 ((s_m - 1)^2 + o_m^2)</c> for each m, by Newton's method on all medications at once. Few data leave s = 1, o = 0.</remarks>
public static class Recalibration
{
    /// <summary>Strength of the prior, in visits. Default 30: a drug needs some dozens of visits to move away from what training says.</summary>
    public const double Prior = 30;

    /// <summary>Fits on validation visits.</summary>
    /// <param name="logits">(V, M) row-major.</param>
    /// <param name="truth">(V, M) row-major.</param>
    /// <param name="medications">M.</param>
    public static PerMedication Fit(float[] logits, bool[] truth, int medications)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(truth);
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var z = tensor(Array.ConvertAll(logits, value => (double)value)).view(-1, medications); // (V, M)
        var y = tensor(Array.ConvertAll(truth, given => given ? 1.0 : 0.0)).view(-1, medications); // (V, M)
        var (slope, offset) = (ones(medications, ScalarType.Float64), zeros(medications, ScalarType.Float64));
        var value = Loss(z, y, slope, offset);                                                          // (M)
        for (var i = 0; i < 25; i++)
        {
            using var iteration = NewDisposeScope();
            var (slopeStep, offsetStep) = Step(z, y, slope, offset);
            // Undamped, Newton's method diverges where logits are far off: a medication's step is halved while it leads uphill.
            for (var halvings = 0; halvings < 20; halvings++)
            {
                var uphill = Loss(z, y, slope - slopeStep, offset - offsetStep).greater(value);               // (M)
                if (!uphill.any().item<bool>())
                    break;
                var length = uphill.to_type(ScalarType.Float64).Times(0.5).OneMinus();
                (slopeStep, offsetStep) = (slopeStep * length, offsetStep * length);
            }
            (slope, offset) = ((slope - slopeStep).MoveToOuterDisposeScope(), (offset - offsetStep).MoveToOuterDisposeScope());
            value = Loss(z, y, slope, offset).MoveToOuterDisposeScope();
        }
        return new(
            slope.to_type(ScalarType.Float32).Floats(),
            offset.to_type(ScalarType.Float32).Floats());
    }

    // Newton's steps, down the gradient; all (M).
    private static (Tensor Slope, Tensor Offset) Step(Tensor z, Tensor y, Tensor slope, Tensor offset)
    {
        using var scope = NewDisposeScope();
        var p = (z * slope).Plus(offset).sigmoid();                                                         // (V, M)
        var (residual, weight) = (p - y, p * p.OneMinus());
        var slopeGradient = (residual * z).sum(dim: 0).Plus(slope.Minus(1).Times(Prior));
        var offsetGradient = residual.sum(dim: 0).Plus(offset.Times(Prior));
        var (ss, so, oo) = ((weight * z * z).sum(dim: 0).Plus(Prior), (weight * z).sum(dim: 0), weight.sum(dim: 0).Plus(Prior));
        var determinant = ss * oo - so * so;
        return (
            ((oo * slopeGradient - so * offsetGradient) / determinant).MoveToOuterDisposeScope(),
            ((ss * offsetGradient - so * slopeGradient) / determinant).MoveToOuterDisposeScope());
    }

    // (M) what is to be made small. A scope of its own: a step is halved up to twenty times, and each would leave tables of all visits behind.
    private static Tensor Loss(Tensor z, Tensor y, Tensor slope, Tensor offset)
    {
        using var scope = NewDisposeScope();
        var logits = (z * slope).Plus(offset);                                                                // (V, M)
        return nn.functional.binary_cross_entropy_with_logits(logits, y, reduction: nn.Reduction.None).sum(dim: 0)
            .Plus(slope.Minus(1).Squared().Plus(offset.Squared()).Times(0.5 * Prior)).MoveToOuterDisposeScope();
    }
}
