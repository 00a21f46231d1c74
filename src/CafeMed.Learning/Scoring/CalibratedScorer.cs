namespace CafeMed.Learning.Scoring;

/// <summary>A scorer, recalibrated per medication as networks are: compared recommenders then differ in nothing else.</summary>
/// <param name="Scorer">Who scores.</param>
/// <param name="Calibration">Slope and offset of every medication.</param>
public sealed record CalibratedScorer(IScorer Scorer, PerMedication Calibration) : IScorer
{
    /// <inheritdoc/>
    public float[] Score(VisitTable visits)
    {
        var logits = Scorer.Score(visits);
        Calibration.Apply(logits);
        return logits;
    }
}
