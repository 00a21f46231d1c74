using CafeMed.Learning.Scoring;

namespace CafeMed.Learning.Baselines;

/// <summary>A recommender that a network must beat to earn its place.</summary>
public interface IBaseline
{
    /// <summary>Fits on training visits; validation may choose hyper-parameters.</summary>
    IScorer Fit(VisitTable training, VisitTable validation, CancellationToken ct);
}
