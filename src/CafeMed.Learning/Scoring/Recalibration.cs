using CafeMed.Learning.Encoding;
using static TorchSharp.torch;

namespace CafeMed.Learning.Scoring;

/// <summary>Recalibrates each medication's logits to local data: base rates drift between eras and hospitals.</summary>
/// <remarks><c>min sum_v BCE(s_m z_vm + o_m, y_vm) + prior/2 ((s_m - 1)^2 + o_m^2)</c> for each m, by Newton's method on all medications at once. Few data leave s = 1, o = 0.</remarks>
public static class Recalibration
{
    /// <summary>Strengths of the prior that are tried, in visits, the weakest first: a drug needs as many visits to move away from what training says.</summary>
    public static IReadOnlyList<double> Priors { get; } = [30, 120, 480, 1920];

    /// <summary>Fits on validation visits with the prior that predicts best: each is fitted on one half of the patients and judged on the other, both ways round.</summary>
    /// <remarks>Some hundred visits do not tell a slope and an offset of two hundred drugs; there a strong prior wins, and drugs stay as they are.</remarks>
    /// <param name="logits">(V, M) row-major.</param>
    /// <param name="validation">The visits.</param>
    public static PerMedication Fit(float[] logits, VisitTable validation)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(validation);
        var (truth, size) = (validation.Truth(), validation.Encoder.Medications.Count);
        var patients = Enumerable.Range(0, validation.Patients.Length).ToArray();
        int[][] halves = [Rows(patients.Where(patient => patient % 2 == 0)), Rows(patients.Where(patient => patient % 2 == 1))];
        var best = halves.Any(half => half.Length == 0) ? Priors[^1] : Priors.MinBy(prior => Judge(halves[0], halves[1], prior) + Judge(halves[1], halves[0], prior));
        return Fit(logits, truth, size, best);

        int[] Rows(IEnumerable<int> chosen) => [.. chosen.SelectMany(patient => Enumerable.Range(validation.PatientOffsets[patient], validation.VisitsOf(patient)))];

        T[] Of<T>(T[] all, int[] rows) => [.. rows.SelectMany(row => all.AsSpan(row * size, size).ToArray())];

        double Judge(int[] fitted, int[] judged, double prior)
        {
            var (left, given) = (Of(logits, judged), Of(truth, judged));
            Fit(Of(logits, fitted), Of(truth, fitted), size, prior).Apply(left);
            return left.Zip(given, (logit, yes) => (double)Math.Max(logit, 0) - (yes ? logit : 0) + Math.Log(1 + Math.Exp(-Math.Abs(logit)))).Sum();
        }
    }

    /// <summary>Fits on validation visits.</summary>
    /// <param name="logits">(V, M) row-major.</param>
    /// <param name="truth">(V, M) row-major.</param>
    /// <param name="medications">M.</param>
    /// <param name="prior">Strength of the prior, in visits.</param>
    public static PerMedication Fit(float[] logits, bool[] truth, int medications, double prior)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(truth);
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var z = tensor(Array.ConvertAll(logits, value => (double)value)).view(-1, medications); // (V, M)
        var y = tensor(Array.ConvertAll(truth, given => given ? 1.0 : 0.0)).view(-1, medications); // (V, M)
        var (slope, offset) = (ones(medications, ScalarType.Float64), zeros(medications, ScalarType.Float64));
        var value = Loss(z, y, slope, offset, prior);                                                          // (M)
        for (var i = 0; i < 25; i++)
        {
            using var iteration = NewDisposeScope();
            var (slopeStep, offsetStep) = Step(z, y, slope, offset, prior);
            // Undamped, Newton's method diverges where logits are far off: a medication's step is halved while it leads uphill.
            for (var halvings = 0; halvings < 20; halvings++)
            {
                var uphill = Loss(z, y, slope - slopeStep, offset - offsetStep, prior).greater(value);               // (M)
                if (!uphill.any().item<bool>())
                    break;
                var length = uphill.to_type(ScalarType.Float64).Times(0.5).OneMinus();
                (slopeStep, offsetStep) = (slopeStep * length, offsetStep * length);
            }
            var moved = slopeStep.abs().max().item<double>() + offsetStep.abs().max().item<double>();
            (slope, offset) = ((slope - slopeStep).MoveToOuterDisposeScope(), (offset - offsetStep).MoveToOuterDisposeScope());
            value = Loss(z, y, slope, offset, prior).MoveToOuterDisposeScope();
            if (moved < 1e-6)
                break;
        }
        return new(
            slope.to_type(ScalarType.Float32).Floats(),
            offset.to_type(ScalarType.Float32).Floats());
    }

    // Newton's steps, down the gradient; all (M).
    private static (Tensor Slope, Tensor Offset) Step(Tensor z, Tensor y, Tensor slope, Tensor offset, double prior)
    {
        using var scope = NewDisposeScope();
        var p = (z * slope).Plus(offset).sigmoid();                                                         // (V, M)
        var (residual, weight) = (p - y, p * p.OneMinus());
        var slopeGradient = (residual * z).sum(dim: 0).Plus(slope.Minus(1).Times(prior));
        var offsetGradient = residual.sum(dim: 0).Plus(offset.Times(prior));
        var (ss, so, oo) = ((weight * z * z).sum(dim: 0).Plus(prior), (weight * z).sum(dim: 0), weight.sum(dim: 0).Plus(prior));
        var determinant = ss * oo - so * so;
        return (
            ((oo * slopeGradient - so * offsetGradient) / determinant).MoveToOuterDisposeScope(),
            ((ss * offsetGradient - so * slopeGradient) / determinant).MoveToOuterDisposeScope());
    }

    // (M) what is to be made small. A scope of its own: a step is halved up to twenty times, and each would leave tables of all visits behind.
    private static Tensor Loss(Tensor z, Tensor y, Tensor slope, Tensor offset, double prior)
    {
        using var scope = NewDisposeScope();
        var logits = (z * slope).Plus(offset);                                                                // (V, M)
        return nn.functional.binary_cross_entropy_with_logits(logits, y, reduction: nn.Reduction.None).sum(dim: 0)
            .Plus(slope.Minus(1).Squared().Plus(offset.Squared()).Times(0.5 * prior)).MoveToOuterDisposeScope();
    }
}
