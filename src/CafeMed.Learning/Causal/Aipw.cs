using CafeMed.Learning.Causal.Adjustment;

namespace CafeMed.Learning.Causal;

/// <summary>Doubly robust risk differences for the pairs that pass a screen by <c>ridge-dml</c>; the others, and those of rare codes that take over their parent's, keep the screen's estimate, and say so.</summary>
/// <remarks>
/// <c>phi = mu1 - mu0 + d (y - mu1) / e - (1 - d)(y - mu0) / (1 - e)</c>, <c>theta = mean phi</c>, error from phi summed by patient. e and mu are ridge logistic
/// and out of fold; e is kept in [0.01, 0.99]. Right where either e or mu is.
/// </remarks>
[Part("aipw", Source = "Robins, Rotnitzky and Zhao 1994, J. Am. Stat. Assoc. 89:846; cross-fitting: Chernozhukov et al. 2018, Econom. J. 21:C1",
    Summary = "Doubly robust risk differences, cross-fitted, for pairs that pass a screen by ridge-dml.")]
public sealed class Aipw : ICausalEstimator
{
    /// <inheritdoc/>
    public CausalEffects Estimate(Cohort training, Vocabularies vocabularies, EffectOptions options, IProgress<EffectStage>? progress, CancellationToken ct) =>
        EffectAssembly.Run(this, training, vocabularies, options, progress, adjusts: true,
            (design, pass) => new RobustPass(design, pass, options, progress).Fit(DmlPass.Fit(design, pass, options, progress, ct), ct), ct);
}
