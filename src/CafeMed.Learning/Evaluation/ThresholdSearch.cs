namespace CafeMed.Learning.Evaluation;

/// <summary>Finds the one threshold with the best Jaccard, averaged over patients.</summary>
public static class ThresholdSearch
{
    private static readonly double[] _probabilities = [.. Enumerable.Range(1, 39).Select(i => 0.02 * i)];

    /// <summary>Tries the probabilities .02, .04, … .78.</summary>
    /// <param name="logits">(V, M) row-major.</param>
    /// <param name="table">The visits.</param>
    /// <returns>The threshold as a probability, and its Jaccard.</returns>
    public static (double Threshold, double Jaccard) Best(float[] logits, VisitTable table)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(table);
        var best = (Threshold: 0.5, Jaccard: -1.0);
        var truth = table.Truth();
        foreach (var probability in _probabilities)
        {
            var jaccard = Jaccard(logits, truth, table, (float)LogOdds.Of(probability));
            if (jaccard > best.Jaccard)
                best = (probability, jaccard);
        }
        return best;
    }

    // One pass over the numbers for each threshold: VisitScores would sort every ranking anew.
    private static double Jaccard(float[] logits, bool[] truth, VisitTable table, float cut)
    {
        var size = table.Encoder.Medications.Count;
        return PatientMeans.Of(table, visit =>
        {
            var (hits, united) = (0, table.Outside[visit]);
            for (var i = visit * size; i < (visit + 1) * size; i++)
            {
                var chosen = logits[i] >= cut;
                hits += chosen && truth[i] ? 1 : 0;
                united += chosen || truth[i] ? 1 : 0;
            }
            return united == 0 ? 1 : (double)hits / united;
        }).DefaultIfEmpty(0).Average();
    }
}
