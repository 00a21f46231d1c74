using CafeMed.Learning.Causal.Adjustment;

namespace CafeMed.Learning.Causal;

/// <summary>Overlap weighting: visits with and without a code are weighted until what else is known of them agrees, and then compared.</summary>
/// <remarks>
/// <para><c>logit e_j = a_j + sum over k other than j of w_jk x_k</c>, all codes in one masked linear layer. Weights are <c>1 - e</c> with the code and <c>e</c> without it:
/// bounded, so nothing is trimmed, and largest where both are likely. <c>RD = sum w d y / sum w d - sum w (1 - d) y / sum w (1 - d)</c>.</para>
/// <para>The error sums a patient's scores and takes the weights as known. It is at least that of as many coins as the weighted visits are worth, <c>p (1 - p) (1 / ESS1 + 1 / ESS0)</c>: where
/// other columns nearly tell the code, the weights leave a handful of visits, and these hardly scatter by themselves. Checks hold these effective numbers and the largest standardised mean
/// difference of the 50 commonest covariates before and after; above 0.1 after weighting a code is flagged and not tested.</para>
/// </remarks>
[Part("overlap-ipw", Source = "Li, Morgan and Zaslavsky 2018, J. Am. Stat. Assoc. 113:390 (overlap weights); Hajek contrast",
    Summary = "Overlap-weighted risk differences, all propensities in one masked layer, with a balance report.")]
public sealed class OverlapIpw : ICausalEstimator
{
    /// <inheritdoc/>
    public CausalEffects Estimate(Cohort training, Vocabularies vocabularies, EffectOptions options, IProgress<EffectStage>? progress, CancellationToken ct) =>
        EffectAssembly.Run(this, training, vocabularies, options, progress, adjusts: true,
            (design, pass) => new OverlapPass(design, pass, options, progress).Fit(ct), ct);
}
