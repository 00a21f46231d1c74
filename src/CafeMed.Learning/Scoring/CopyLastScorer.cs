namespace CafeMed.Learning.Scoring;

/// <summary>At a first visit the frequencies; later, the medications of the visit before far above all others.</summary>
/// <param name="Logits">(M) nats, the frequencies.</param>
public sealed record CopyLastScorer(float[] Logits) : IScorer
{
    private const float Far = 30;

    /// <inheritdoc/>
    public float[] Score(VisitTable visits)
    {
        ArgumentNullException.ThrowIfNull(visits);
        var size = Logits.Length;
        var scores = new float[visits.Visits * size];
        for (var v = 0; v < visits.Visits; v++)
        {
            var row = scores.AsSpan(v * size, size);
            Logits.CopyTo(row);
            if (visits.Numbers[v] == 0)
                continue;
            for (var m = 0; m < size; m++)
                row[m] -= Far;
            foreach (var medication in visits[Channel.History][v])
                if (medication < size)
                    row[medication] += 2 * Far;
        }
        return scores;
    }
}
