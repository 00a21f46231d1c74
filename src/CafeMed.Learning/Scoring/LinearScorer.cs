using CafeMed.Learning.Encoding;
using CafeMed.Learning.Regression;
using static TorchSharp.torch;

namespace CafeMed.Learning.Scoring;

/// <summary>A linear regression of what is prescribed, its answers taken for probabilities.</summary>
/// <remarks>
/// An answer y in [0.01, 0.99] becomes the log odds <c>ln(y / (1 - y))</c>; outside, where a regression knows no bounds, the curve goes on straight, so that
/// the order of medications is kept.
/// </remarks>
/// <param name="Features">The columns.</param>
/// <param name="Weights">(F + 1, M) row-major; the last row is the intercept.</param>
/// <param name="Penalty">The ridge penalty that was chosen.</param>
public sealed record LinearScorer(LinearFeatures Features, float[] Weights, double Penalty) : IScorer
{
    private const double Edge = 0.01;

    /// <inheritdoc/>
    public float[] Score(VisitTable visits)
    {
        ArgumentNullException.ThrowIfNull(visits);
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        using var rows = new SparseRows(Features.Of(visits));
        var weights = tensor(Weights, Features.Count + 1, Weights.Length / (Features.Count + 1));
        var answers = rows.Times(weights.narrow(0, 0, Features.Count)).Plus(weights[Features.Count]).Floats();
        return Array.ConvertAll(answers, ToLogit);
    }

    private static float ToLogit(float answer)
    {
        var inside = Math.Clamp(answer, Edge, 1 - Edge);
        return (float)(LogOdds.Of(inside) + (answer - inside) / (Edge * (1 - Edge)));
    }
}
