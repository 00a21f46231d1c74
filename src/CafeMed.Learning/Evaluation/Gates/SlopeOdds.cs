using static TorchSharp.torch;

namespace CafeMed.Learning.Evaluation.Gates;

/// <summary>From a difference of probabilities to a log odds ratio, which is what a gate multiplies.</summary>
/// <remarks>With share d of visits exposed and rate p: <c>p0 = p - slope d</c>, <c>p1 = p0 + slope</c>, both kept in [0.01, 0.99]; <c>logit p1 - logit p0</c>.</remarks>
internal static class SlopeOdds
{
    private const double Least = 0.01;

    public static double Of(double slope, double rate, double share)
    {
        var without = rate - slope * share;
        return LogOdds.Of(Math.Clamp(without + slope, Least, 1 - Least)) - LogOdds.Of(Math.Clamp(without, Least, 1 - Least));
    }

    /// <summary>The same for tensors of one shape.</summary>
    public static Tensor Of(Tensor slope, Tensor rate, Tensor share)
    {
        var without = rate - slope * share;
        return Kept(without.Plus(slope)).logit() - Kept(without).logit();
    }

    private static Tensor Kept(Tensor probability) => probability.Between(Least, 1 - Least);
}
