namespace CafeMed;

/// <summary>Some visits with their chosen sets: what is expected of each, what was understood of it, and how it agreed.</summary>
/// <param name="Confidences">(V) expected Jaccard of each set, in [0, 1].</param>
/// <param name="Known">(V) share of codes understood, in [0, 1].</param>
/// <param name="Risks">(V) 1 - Jaccard of each set and what was given, in [0, 1].</param>
/// <param name="Patients">(V) the place of the patient whose visit it is.</param>
public sealed record DecidedVisits(double[] Confidences, double[] Known, double[] Risks, int[] Patients)
{
    /// <summary>Chooses the sets of all visits, and compares.</summary>
    /// <param name="logits">(V, M) row-major.</param>
    /// <param name="table">The visits.</param>
    /// <param name="decision">How sets are chosen.</param>
    /// <param name="interactions">(M, M) row-major share of interacting ingredient pairs.</param>
    public static DecidedVisits Of(float[] logits, VisitTable table, Decision decision, float[] interactions)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(decision);
        var size = table.Encoder.Medications.Count;
        var proposed = decision.Of(logits, size, interactions);
        var (confidences, risks, patients) = (new double[table.Visits], new double[table.Visits], new int[table.Visits]);
        for (var v = 0; v < table.Visits; v++)
        {
            var set = proposed.AsSpan(v * size, size);
            confidences[v] = Expected(logits.AsSpan(v * size, size), set);
            var (hits, united) = (0, set.Count(true) + table.Targets[v].Length + table.Outside[v]);
            foreach (var m in table.Targets[v])
                hits += set[m] ? 1 : 0;
            united -= hits;
            risks[v] = united == 0 ? 0 : 1 - (double)hits / united;
        }
        for (var p = 0; p < table.Patients.Length; p++)
            patients.AsSpan(table.PatientOffsets[p], table.VisitsOf(p)).Fill(p);
        return new(confidences, VisitReading.Shares(table), risks, patients);
    }

    /// <summary>The expected Jaccard of one visit's set, if the probabilities hold.</summary>
    /// <param name="logits">(M).</param>
    /// <param name="proposed">(M) the set.</param>
    public static double Expected(ReadOnlySpan<float> logits, ReadOnlySpan<bool> proposed)
    {
        var probabilities = new double[logits.Length];
        for (var m = 0; m < probabilities.Length; m++)
            probabilities[m] = LogOdds.Probability(logits[m]);
        return ExpectedAgreement.Jaccard(probabilities, proposed);
    }
}
