namespace CafeMed.Learning.Causal;

/// <summary>Estimating with every option at its default.</summary>
public static class CausalEstimation
{
    /// <summary>Every pair of a code and a medication of <paramref name="vocabularies"/>, from <paramref name="training"/> alone.</summary>
    public static CausalEffects Estimate(this ICausalEstimator estimator, Cohort training, Vocabularies vocabularies, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        return estimator.Estimate(training, vocabularies, new EffectOptions(), null, ct);
    }
}
