using System.Collections.Immutable;
using System.Globalization;

namespace CafeMed;

/// <summary>Turns the logits of one visit into a recommendation: the set, how sure each drug is, and whether the recommender would rather not answer.</summary>
/// <param name="Decision">How the set is chosen.</param>
/// <param name="Knowledge">What was measured for it, or <see langword="null"/>: then nothing is said of certainty.</param>
/// <param name="Interactions">(M, M) row-major share of interacting ingredient pairs.</param>
public sealed record VisitDecision(Decision Decision, DecisionKnowledge? Knowledge, float[] Interactions)
{
    /// <summary>The recommendation for the last visit of <paramref name="table"/>.</summary>
    /// <param name="recommender">Who proposes.</param>
    /// <param name="table">One encoded patient.</param>
    /// <param name="logits">(M) final logits of the last visit.</param>
    /// <param name="account">What spoke for and against a medication, by its column.</param>
    public Recommendation Of(string recommender, VisitTable table, float[] logits, Func<int, ImmutableArray<Contribution>> account)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(account);
        return Of(recommender, table, logits, (m, probability, proposed) => new ScoredMedication(table.Encoder.Medications[m], probability, proposed, account(m)));
    }

    /// <summary>The same, with an account that is told for those medications alone that somebody asks about.</summary>
    internal Recommendation Of(string recommender, VisitTable table, float[] logits, VisitAccount account) =>
        Of(recommender, table, logits, (m, probability, proposed) => new ScoredMedication(table.Encoder.Medications[m], probability, proposed, account, m));

    private Recommendation Of(string recommender, VisitTable table, float[] logits, Func<int, double, bool, ScoredMedication> scoring)
    {
        var medications = table.Encoder.Medications;
        var proposed = Decision.Of(logits, medications.Count, Interactions);
        var scored = Enumerable.Range(0, medications.Count)
            .OrderByDescending(m => logits[m]).ThenBy(m => m)
            .Select(m => Sure(scoring(m, LogOdds.Probability(logits[m]), proposed[m])));
        var (codes, understood) = VisitReading.Of(table, table.Visits - 1);
        var confidence = new VisitConfidence(DecidedVisits.Expected(logits, proposed), codes, understood, []);
        return new Recommendation(recommender, [.. scored], table.Unknown)
        {
            Confidence = Knowledge is null ? null : confidence with { Reasons = [.. Reasons(confidence, Knowledge.Abstention)] },
        };
    }

    private ScoredMedication Sure(ScoredMedication drug) => Knowledge is null ? drug : drug with
    {
        Certainty = new(Knowledge.ObservedAt(drug.Probability), Knowledge.SetsWith(drug.Probability)),
    };

    private static IEnumerable<string> Reasons(VisitConfidence confidence, Abstention abstention)
    {
        if (confidence.Codes == 0 && abstention.LeastKnown > 0)
            yield return "nothing is recorded of this visit that it could read";
        else if (confidence.KnownShare < abstention.LeastKnown)
            yield return string.Create(CultureInfo.InvariantCulture, $"only {confidence.Understood} of {confidence.Codes} codes were understood, and below {100 * abstention.LeastKnown:0} % it does not answer");
        if (abstention.LeastConfidence >= AbstentionSearch.Nothing)
            yield return abstention.TargetRisk is { } target
                ? string.Create(CultureInfo.InvariantCulture, $"for no part of the visits it was measured on could a mean risk of {target:0.##} be shown")
                : "it was asked to answer no visit";
        else if (confidence.ExpectedJaccard < abstention.LeastConfidence)
            yield return string.Create(CultureInfo.InvariantCulture, $"its set is expected to agree to {confidence.ExpectedJaccard:0.00} with what would be given (Jaccard), and below {abstention.LeastConfidence:0.00} it does not answer");
    }
}
