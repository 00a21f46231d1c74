using CafeMed.Learning.Causal.Adjustment;

namespace CafeMed.Learning.Causal;

/// <summary>Overlap weighting: visits with and without a code are weighted until what else is known of them agrees, and then compared.</summary>
/// <remarks>
/// <para><c>logit e_j = a_j + sum over k other than j of w_jk x_k</c>, all codes in one masked linear layer. Weights are <c>1 - e</c> with the code and <c>e</c> without it:
/// bounded, so nothing is trimmed, and largest where both are likely. <c>RD = sum w d y / sum w d - sum w (1 - d) y / sum w (1 - d)</c>.</para>
/// <para>The error sums a patient's scores and takes the weights as known, which makes it a little too large. Checks hold the effective number of visits and the largest
/// standardised mean difference of the 50 commonest covariates before and after.</para>
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
