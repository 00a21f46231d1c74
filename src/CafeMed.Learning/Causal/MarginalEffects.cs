using System.Collections.Immutable;

namespace CafeMed.Learning.Causal;

/// <summary>Unadjusted log odds ratios and risk differences, with their standard errors.</summary>
/// <remarks>
/// <para>With a, b, c, d visits that have (code and drug, code only, drug only, neither), and two more visits spread over the four as if code and
/// drug had nothing to do with each other: <c>log OR = log(a d / (b c))</c>, <c>SE^2 = 1/a + 1/b + 1/c + 1/d</c>; <c>RD = a/(a+b) - c/(c+d)</c>.</para>
/// <para>Haldane and Anscombe add a half to each of the four: then a rare code that never met a rare drug gets a large positive effect
/// (2 visits with the code, 5 of 10,000 with the drug: 5.5 nats, after shrinkage). Spread by the margins, it gets next to none.</para>
/// <para>This is what the field calls a causal effect. It is association: confounding by what patients have in common is not removed.
/// The networks use it shrunk by its standard error; estimators that adjust take the same place.</para>
/// </remarks>
[Part("marginal", Source = "Sweeting et al. 2004, Stat. Med. 23:1351 (corrections that fit unequal margins); raw risk difference as in the CausalMed line, arXiv:2404.12228",
    Summary = "Unadjusted log odds ratio and risk difference, shrunk by their standard errors.")]
public sealed class MarginalEffects : ICountingEstimator
{
    private static readonly CodeKind[] _kinds = [CodeKind.Diagnosis, CodeKind.Procedure];

    /// <inheritdoc/>
    public CausalEffects Estimate(Cohort training, Vocabularies vocabularies, EffectOptions options, IProgress<EffectStage>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(training);
        return Estimate(training.Patients, vocabularies, ct);
    }

    /// <inheritdoc/>
    public CausalEffects Estimate(IEnumerable<Patient> training, Vocabularies vocabularies, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(vocabularies);
        CodeKind[] kinds = [.. _kinds, CodeKind.Category];
        var counts = kinds.Select(kind => new PairCounts(vocabularies[kind], vocabularies.Medications)).ToArray();
        var people = Fingerprint.Among(training, patient =>
        {
            ct.ThrowIfCancellationRequested();
            Array.ForEach(counts, count => count.Add(patient));
        });
        var channels = kinds.Zip(counts, (kind, count) => Channel(count, vocabularies[kind], vocabularies.Medications)).ToArray();
        return new(PartAttribute.Of(GetType()).Name, people, [.. channels.SkipLast(1)]) { Categories = channels[^1] };
    }

    private static EffectChannel Channel(PairCounts counts, Vocabulary treatments, Vocabulary outcomes)
    {
        var estimates = new EffectEstimate[treatments.Count * outcomes.Count];
        for (var j = 0; j < treatments.Count; j++)
            for (var m = 0; m < outcomes.Count; m++)
                estimates[j * outcomes.Count + m] = Effect(
                    counts.Both[j * outcomes.Count + m], counts.Treatment[j], counts.Outcome[m], counts.Visits);
        return new(treatments, outcomes, [.. counts.Treatment], ImmutableArray.Create(estimates));
    }

    internal static EffectEstimate Effect(int both, int treated, int given, int visits)
    {
        var (code, drug) = ((treated + 1.0) / (visits + 2), (given + 1.0) / (visits + 2));
        var (a, b) = (both + 2 * code * drug, treated - both + 2 * code * (1 - drug));
        var (c, d) = (given - both + 2 * (1 - code) * drug, visits - treated - given + both + 2 * (1 - code) * (1 - drug));
        var (risk, baseline) = (a / (a + b), c / (c + d));
        return new(
            (float)Math.Log(a * d / (b * c)),
            (float)Math.Sqrt(1 / a + 1 / b + 1 / c + 1 / d),
            (float)(risk - baseline),
            (float)Math.Sqrt(risk * (1 - risk) / (a + b) + baseline * (1 - baseline) / (c + d)));
    }
}
