using CafeMed.Learning.Encoding;
using CafeMed.Learning.Scoring;
using static TorchSharp.torch;

namespace CafeMed.Learning.Regression;

/// <summary>One ridge logistic regression per medication, all fitted together: direct effects of every code and earlier drug, adjusted for all the others.</summary>
/// <remarks><c>min sum_v w_v BCE(x_v B + b, y_v) + sum_j |B_j|^2 / (2 C_j)</c>, intercept unpenalised. Convex: there is one answer.</remarks>
public sealed class LinearTower : IScorer, IDisposable
{
    private readonly LinearFeatures _features;

    /// <summary>Holds fitted weights.</summary>
    /// <param name="features">The columns.</param>
    /// <param name="weights">(F + 1, M) float32; the last row is the intercept. Taken over.</param>
    /// <param name="c">Inverse strength of the ridge penalty that was chosen.</param>
    public LinearTower(LinearFeatures features, Tensor weights, double c) : this(features, weights, c, [.. Enumerable.Repeat((float)c, features.Count)])
    {
    }

    private LinearTower(LinearFeatures features, Tensor weights, double c, float[] strengths) => (_features, Weights, C, Strengths) = (features, weights, c, strengths);

    /// <summary>(F + 1, M) float32, nats; the last row is the intercept.</summary>
    public Tensor Weights { get; }

    /// <summary>Inverse strength of the ridge penalty that all columns began with.</summary>
    public double C { get; }

    /// <summary>(F) inverse strength of the penalty of each column.</summary>
    public IReadOnlyList<float> Strengths { get; }

    /// <summary>The columns.</summary>
    public LinearFeatures Features => _features;

    /// <summary>Fits on the training visits for every C of <paramref name="strengths"/>, each from the answer before, and keeps the one with the best cross-entropy on validation.</summary>
    /// <param name="training">What is fitted.</param>
    /// <param name="weights">(V) weight of each training visit.</param>
    /// <param name="validation">What chooses C.</param>
    /// <param name="strengths">Values of C, strongest penalty (smallest) first.</param>
    /// <param name="categories">Whether categories have columns beside the codes that were recorded.</param>
    /// <param name="groups">Whether kinds of columns have penalties of their own (<see cref="GroupPenalties"/>).</param>
    /// <param name="ct">Stops between iterations.</param>
    public static LinearTower Fit(VisitTable training, float[] weights, VisitTable validation, IReadOnlyList<double> strengths, bool categories, bool groups, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(validation);
        ArgumentNullException.ThrowIfNull(strengths);
        var features = new LinearFeatures(training.Encoder, categories);
        using var fit = new LinearFit(training, weights, categories);
        using var check = new LinearFit(validation, [.. Enumerable.Repeat(1f, validation.Visits)], categories);
        var current = fit.Start();
        var best = (C: strengths[0], Loss: double.PositiveInfinity, Weights: current.clone());
        foreach (var c in strengths)
        {
            // A rough answer is enough to choose by: the penalties differ by more than it does from the exact one.
            Replace(ref current, fit.Minimize(current, Same(c), tolerance: 1e-4, ct));
            var loss = check.Loss(current);
            if (loss >= best.Loss)
                break;
            best.Weights.Dispose();
            best = (c, loss, current.clone());
        }
        var chosen = Same(best.C);
        if (groups)
            (chosen, best.Weights) = GroupPenalties.Search(fit, check, features, best.Weights, best.C, ct);
        Replace(ref best.Weights, fit.Minimize(best.Weights, chosen, tolerance: 3e-6, ct));
        current.Dispose();
        Compute.GiveBack();
        return new LinearTower(features, best.Weights, best.C, chosen);

        float[] Same(double c) => [.. Enumerable.Repeat((float)c, features.Count)];
    }

    /// <summary>The same columns and penalty, fitted to the end on other visits, from the answer that is there.</summary>
    /// <param name="visits">What is fitted.</param>
    /// <param name="weights">(V) weight of each visit.</param>
    /// <param name="ct">Stops between iterations.</param>
    public LinearTower Refit(VisitTable visits, float[] weights, CancellationToken ct)
    {
        using var fit = new LinearFit(visits, weights, _features.Categories);
        var answer = fit.Minimize(Weights, [.. Strengths], tolerance: 3e-6, ct);
        Compute.GiveBack();
        return new LinearTower(_features, answer, C, [.. Strengths]);
    }

    /// <summary>The same tower with weights of its own.</summary>
    public LinearTower Clone() => new(_features, Weights.clone(), C, [.. Strengths]);

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

    private static void Replace(ref Tensor old, Tensor next)
    {
        old.Dispose();
        old = next;
    }
}
