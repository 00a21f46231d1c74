namespace CafeMed.Learning.Evaluation;

/// <summary>Scores every visit of a table.</summary>
public static class VisitScores
{
    /// <summary>(V) scores, in the order of the rows.</summary>
    /// <param name="logits">(V, M) row-major.</param>
    /// <param name="decision">Which medications are proposed.</param>
    /// <param name="table">The visits.</param>
    /// <param name="interactions">(M, M) row-major, or empty where interactions neither cost nor count.</param>
    public static VisitScore[] Of(float[] logits, Decision decision, VisitTable table, float[] interactions)
    {
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentNullException.ThrowIfNull(table);
        var size = table.Encoder.Medications.Count;
        var (proposed, truth) = (decision.Of(logits, size, interactions), table.Truth());
        var scores = new VisitScore[table.Visits];
        for (var v = 0; v < scores.Length; v++)
        {
            var row = new Range(v * size, (v + 1) * size);
            scores[v] = SetMeasures.Of(logits.AsSpan(row), proposed.AsSpan(row), truth.AsSpan(row), table.Outside[v], interactions);
        }
        return scores;
    }
}
