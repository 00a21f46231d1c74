using System.Collections.Immutable;

namespace CafeMed.Learning.Causal;

/// <summary>Unadjusted log odds ratios and risk differences, with their standard errors.</summary>
/// <remarks>
/// <para>With a, b, c, d visits that have (code and drug, code only, drug only, neither), each plus one half (Haldane and Anscombe):
/// <c>log OR = log(a d / (b c))</c>, <c>SE^2 = 1/a + 1/b + 1/c + 1/d</c>; <c>RD = a/(a+b) - c/(c+d)</c>. Both are 0 where nobody, or everybody, has the code or the drug.</para>
/// <para>This is what the field calls a causal effect. It is association: confounding by what patients have in common is not removed.
/// The networks use it shrunk by its standard error; estimators that adjust take the same place.</para>
/// </remarks>
[Part("marginal", Source = "Haldane 1956, Ann. Hum. Genet. 20:309; raw risk difference as in the CausalMed line, arXiv:2404.12228",
    Summary = "Unadjusted log odds ratio and risk difference, shrunk by their standard errors.")]
public sealed class MarginalEffects : ICausalEstimator
{
    private static readonly CodeKind[] _kinds = [CodeKind.Diagnosis, CodeKind.Procedure];

    /// <inheritdoc/>
    public CausalEffects Estimate(Cohort training, Vocabularies vocabularies, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(vocabularies);
        return new(
            PartAttribute.Of(GetType()).Name,
            Fingerprint.Of(training.Patients),
            [.. _kinds.Select(kind => Channel(training, vocabularies[kind], vocabularies.Medications, ct))]);
    }

    private static EffectChannel Channel(Cohort training, Vocabulary treatments, Vocabulary outcomes, CancellationToken ct)
    {
        var counts = PairCounts.Of(training, treatments, outcomes, ct);
        var estimates = new EffectEstimate[treatments.Count * outcomes.Count];
        for (var j = 0; j < treatments.Count; j++)
            for (var m = 0; m < outcomes.Count; m++)
                estimates[j * outcomes.Count + m] = Effect(
                    counts.Both[j * outcomes.Count + m], counts.Treatment[j], counts.Outcome[m], counts.Visits);
        return new(treatments, outcomes, [.. counts.Treatment], ImmutableArray.Create(estimates));
    }

    internal static EffectEstimate Effect(int both, int treated, int given, int visits)
    {
        var (a, b) = (both + 0.5, treated - both + 0.5);
        var (c, d) = (given - both + 0.5, visits - treated - given + both + 0.5);
        var (risk, baseline) = (a / (a + b), c / (c + d));
        // Where nobody, or everybody, has the code or the drug, the halves alone would speak: there is nothing to compare.
        var compared = treated > 0 && treated < visits && given > 0 && given < visits;
        return new(
            compared ? (float)Math.Log(a * d / (b * c)) : 0,
            (float)Math.Sqrt(1 / a + 1 / b + 1 / c + 1 / d),
            compared ? (float)(risk - baseline) : 0,
            (float)Math.Sqrt(risk * (1 - risk) / (a + b) + baseline * (1 - baseline) / (c + d)));
    }
}
