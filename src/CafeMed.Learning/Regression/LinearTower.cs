using CafeMed.Learning.Encoding;
using CafeMed.Learning.Scoring;
using static TorchSharp.torch;

namespace CafeMed.Learning.Regression;

/// <summary>One ridge logistic regression per medication, all fitted together: direct effects of every code and earlier drug, adjusted for all the others.</summary>
/// <remarks><c>min sum_v w_v BCE(x_v B + b, y_v) + |B|^2 / (2 C)</c>, intercept unpenalised. Convex: there is one answer.</remarks>
public sealed class LinearTower : IScorer, IDisposable
{
    private readonly LinearFeatures _features;

    /// <summary>Holds fitted weights.</summary>
    /// <param name="features">The columns.</param>
    /// <param name="weights">(F + 1, M) float32; the last row is the intercept. Taken over.</param>
    /// <param name="c">Inverse strength of the ridge penalty that was chosen.</param>
    public LinearTower(LinearFeatures features, Tensor weights, double c) => (_features, Weights, C) = (features, weights, c);

    /// <summary>(F + 1, M) float32, nats; the last row is the intercept.</summary>
    public Tensor Weights { get; }

    /// <summary>Inverse strength of the ridge penalty.</summary>
    public double C { get; }

    /// <summary>The columns.</summary>
    public LinearFeatures Features => _features;

    /// <summary>Fits on the training visits for every C of <paramref name="strengths"/>, each from the answer before, and keeps the one with the best cross-entropy on validation.</summary>
    /// <param name="training">What is fitted.</param>
    /// <param name="weights">(V) weight of each training visit.</param>
    /// <param name="validation">What chooses C.</param>
    /// <param name="strengths">Values of C, strongest penalty (smallest) first.</param>
    /// <param name="ct">Stops between iterations.</param>
    public static LinearTower Fit(VisitTable training, float[] weights, VisitTable validation, IReadOnlyList<double> strengths, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(validation);
        ArgumentNullException.ThrowIfNull(strengths);
        using var fit = new LinearFit(training, weights);
        using var check = new LinearFit(validation, [.. Enumerable.Repeat(1f, validation.Visits)]);
        LinearTower? best = null;
        var (bestLoss, current) = (double.PositiveInfinity, fit.Start());
        foreach (var c in strengths)
        {
            var next = fit.Minimize(current, c, ct);
            current.Dispose();
            current = next;
            var loss = check.Loss(current);
            if (loss >= bestLoss)
                break;
            best?.Dispose();
            (bestLoss, best) = (loss, new LinearTower(new LinearFeatures(training.Encoder), current.clone(), c));
        }
        current.Dispose();
        return best!;
    }

    /// <inheritdoc/>
    public float[] Score(VisitTable visits)
    {
        ArgumentNullException.ThrowIfNull(visits);
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        using var rows = new SparseRows(_features.Of(visits));
        return rows.Times(Weights.narrow(0, 0, _features.Count)).Plus(Weights[_features.Count]).Floats();
    }

    /// <summary>Frees the weights.</summary>
    public void Dispose() => Weights.Dispose();
}
