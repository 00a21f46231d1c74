using System.Collections.Immutable;

namespace CafeMed.Learning.Causal.Inference;

/// <summary>How sure the effects of one channel are: p-values, false discovery rates, shrinkage, sign rates.</summary>
/// <remarks>Errors are widened by the empirical null of their drug before p-values and shrinkage; the estimates keep their own.</remarks>
internal static class EffectEvidence
{
    /// <summary>The channel with its inference, from estimates and flags alone.</summary>
    /// <param name="channel">Estimates; what they keep and their inference are replaced.</param>
    /// <param name="flags">By pair.</param>
    public static EffectChannel Of(EffectChannel channel, EffectFlags[] flags)
    {
        var estimates = channel.Estimates.ToArray();
        var tested = Enumerable.Range(0, flags.Length).Where(pair => EffectInference.Untested(flags[pair]).Tested).ToArray();
        var scales = EmpiricalNull.Scales(channel, tested);
        var logP = Array.ConvertAll(tested, pair => NormalTail.LogTwoSided(
            estimates[pair].RiskDifference / estimates[pair].RiskDifferenceError / scales[pair % channel.Outcomes.Count]));
        var (rates, cautious) = (FalseDiscovery.Rates(logP, anyDependence: false), FalseDiscovery.Rates(logP, anyDependence: true));
        var prior = PriorOf(estimates, flags, tested, Variance);
        var inference = new EffectInference[flags.Length];
        for (var pair = 0; pair < flags.Length; pair++)
        {
            inference[pair] = EffectInference.Untested(flags[pair]);
            if ((flags[pair] & EffectFlags.Constant) != 0)
                continue;
            var (kept, error, sign) = prior.Posterior(estimates[pair].RiskDifference, Variance(pair));
            estimates[pair] = estimates[pair] with { Kept = (flags[pair] & EffectFlags.NoOverlap) != 0 ? 0 : (float)kept };
            inference[pair] = inference[pair] with { SignRate = (float)sign, PosteriorError = (float)error };
        }
        for (var i = 0; i < tested.Length; i++)
            inference[tested[i]] = inference[tested[i]] with { LogP = (float)logP[i], Q = (float)rates[i], CautiousQ = (float)cautious[i] };
        return channel with { Estimates = ImmutableArray.Create(estimates), Inference = ImmutableArray.Create(inference), NullScales = [.. scales] };

        double Variance(int pair) => Math.Pow(estimates[pair].RiskDifferenceError * scales[pair % channel.Outcomes.Count], 2);
    }

    // Where nothing could be tested, what there is must do.
    private static ShrinkagePrior PriorOf(EffectEstimate[] estimates, EffectFlags[] flags, int[] tested, Func<int, double> variance)
    {
        var used = tested.Length > 0 ? tested : [.. Enumerable.Range(0, flags.Length).Where(pair => (flags[pair] & EffectFlags.Constant) == 0)];
        return ShrinkagePrior.Fit([.. used.Select(pair => ((double)estimates[pair].RiskDifference, variance(pair)))]);
    }
}
