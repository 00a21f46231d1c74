using CafeMed.Learning.Regression;
using CafeMed.Learning.Scoring;

namespace CafeMed.Learning.Baselines;

/// <summary>Multi-output ridge regression on what <see cref="Logistic"/> reads: one linear system for all medications.</summary>
/// <remarks><c>min |Y - X B - b|^2 + lambda |B|^2</c>, intercept unpenalised; lambda is the one with the smallest squared error on validation.</remarks>
[Part("ridge", Source = "Hoerl and Kennard 1970, Technometrics 12:55", Summary = "Ridge linear regression on codes, context and earlier drugs.")]
public sealed class Ridge : IBaseline
{
    /// <summary>The values of lambda that are tried.</summary>
    public static IReadOnlyList<double> Penalties { get; } = [1, 3, 10, 30, 100, 300, 1000];

    /// <inheritdoc/>
    public IScorer Fit(VisitTable training, VisitTable validation, CancellationToken ct) => RidgeFit.Of(training, validation, Penalties, ct);
}
