namespace CafeMed;

/// <summary>The end of the line: recommends, then lets every rule object. It removes nothing in silence.</summary>
public sealed class Advisor(IRecommender recommender, IReadOnlyList<ISafetyRule> rules)
{
    private readonly (ISafetyRule Rule, PartAttribute Part)[] _rules = [.. rules.Select(rule => (rule, RuleReview.PartOf(rule)))];

    /// <summary>Advises on <see cref="Patient.CurrentVisit"/>.</summary>
    public async ValueTask<Advice> AdviseAsync(Patient patient, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(patient);
        return Review(patient, await recommender.RecommendAsync(patient, ct).ConfigureAwait(false));
    }

    /// <summary>Lets every rule object to a <paramref name="recommendation"/> that is there already.</summary>
    public Advice Review(Patient patient, Recommendation recommendation)
    {
        ArgumentNullException.ThrowIfNull(patient);
        ArgumentNullException.ThrowIfNull(recommendation);
        var proposed = recommendation.Codes;
        var before = patient.LastVisit?.Medications ?? CodeSet.Empty;
        return new Advice(
            patient.Id,
            patient.CurrentVisit.Id,
            recommendation,
            [.. _rules.SelectMany(one => RuleReview.Of(one.Rule, one.Part, patient, recommendation)).OrderByDescending(finding => finding.Severity)],
            CodeSet.From(_rules.SelectMany(one => one.Rule.Unknown(proposed))),
            CodeSet.From(proposed.Where(before.Contains)),
            CodeSet.From(proposed.Where(code => !before.Contains(code))),
            CodeSet.From(before.Where(code => !proposed.Contains(code))));
    }
}
