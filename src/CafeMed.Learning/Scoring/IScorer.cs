namespace CafeMed.Learning.Scoring;

/// <summary>Something fitted that gives every visit one logit per medication.</summary>
public interface IScorer
{
    /// <summary>(V, M) row-major logits of every visit of <paramref name="visits"/>, from what is known before the visit's own medications.</summary>
    float[] Score(VisitTable visits);
}
