using CafeMed.Learning.Causal.Adjustment;

namespace CafeMed.Learning.Causal;

/// <summary>Raw risk differences: how much more often those with the code are given the drug. The reference; no confounding is removed.</summary>
/// <remarks><c>RD = N_jm / n_j - (N_m - N_jm) / (n - n_j)</c>. The error sums a patient's scores <c>d (y - p1) / n_j - (1 - d)(y - p0) / (n - n_j)</c> before squaring.</remarks>
[Part("risk-difference", Source = "raw risk difference as in the CausalMed line, arXiv:2404.12228; errors by patient: Liang and Zeger 1986, Biometrika 73:13",
    Summary = "Raw risk differences, as the field does it: the reference.")]
public sealed class RiskDifference : ICausalEstimator
{
    /// <inheritdoc/>
    public CausalEffects Estimate(Cohort training, Vocabularies vocabularies, EffectOptions options, IProgress<EffectStage>? progress, CancellationToken ct) =>
        EffectAssembly.Run(this, training, vocabularies, options, progress, adjusts: false, (design, pass) => RawPass.Fit(design, pass, progress, ct), ct);
}
