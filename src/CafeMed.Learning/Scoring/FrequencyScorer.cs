namespace CafeMed.Learning.Scoring;

/// <summary>The same logits for every visit.</summary>
/// <param name="Logits">(M) nats.</param>
public sealed record FrequencyScorer(float[] Logits) : IScorer
{
    /// <inheritdoc/>
    public float[] Score(VisitTable visits)
    {
        ArgumentNullException.ThrowIfNull(visits);
        var scores = new float[visits.Visits * Logits.Length];
        for (var start = 0; start < scores.Length; start += Logits.Length)
            Logits.CopyTo(scores.AsSpan(start));
        return scores;
    }
}
