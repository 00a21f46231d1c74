namespace CafeMed;

/// <summary>Measures on patients of whom training saw nothing what a model stores about its decisions.</summary>
public static class DecisionMeasure
{
    /// <summary>Measures.</summary>
    /// <param name="logits">(V, M) row-major, final, of <paramref name="table"/>.</param>
    /// <param name="table">The visits.</param>
    /// <param name="heldApart">Whether their patients took part in nothing else.</param>
    /// <param name="decision">How sets are chosen.</param>
    /// <param name="interactions">(M, M) row-major share of interacting ingredient pairs.</param>
    /// <param name="options">Miss rate, coverage or target risk.</param>
    public static DecisionKnowledge Of(float[] logits, VisitTable table, bool heldApart, Decision decision, float[] interactions, DecisionOptions options)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        var visits = DecidedVisits.Of(logits, table, decision, interactions);
        return new DecisionKnowledge
        {
            Patients = table.Patients.Length,
            HeldApart = heldApart,
            MissRate = options.MissRate,
            Bounds = ConformalSets.Of(logits, table, ConformalSets.MissRates.Append(options.MissRate).Distinct().Order()),
            Bands = ProbabilityBands.Of(logits, table),
            Abstention = AbstentionSearch.Of(visits.Confidences, visits.Known, visits.Risks, visits.Patients, options),
        };
    }
}
