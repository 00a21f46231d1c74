using CafeMed.Learning.Regression;
using CafeMed.Learning.Scoring;
using CafeMed.Learning.Training;

namespace CafeMed.Learning.Baselines;

/// <summary>Ridge logistic regression per medication on recorded codes, context, last visit's drugs, the mean of earlier drugs and a first-visit flag.</summary>
/// <remarks>The strongest of our baselines; the penalty is chosen on validation. The linear tower of CafeMed is this with categories of codes beside them.</remarks>
[Part("logistic", Source = "le Cessie and van Houwelingen 1992, ridge estimators in logistic regression, Appl. Stat. 41:191",
    Summary = "Ridge logistic regression on codes, context and earlier drugs.")]
public sealed class Logistic : IBaseline
{
    /// <summary>The values of C that are tried, strongest penalty first.</summary>
    public static IReadOnlyList<double> Strengths { get; } = [0.01, 0.03, 0.1, 0.3, 1];

    /// <inheritdoc/>
    public IScorer Fit(VisitTable training, VisitTable validation, CancellationToken ct) =>
        LinearTower.Fit(training, VisitWeights.Of(training, recency: false), validation, Strengths, categories: false, groups: false, ct);
}
