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

    // Not by VisitScores, which would sort every ranking anew for each threshold.
    private static double Jaccard(float[] logits, bool[] truth, VisitTable table, float cut) =>
        PatientMeans.Jaccard(Array.ConvertAll(logits, logit => logit >= cut), truth, table).DefaultIfEmpty(0).Average();
}
