namespace CafeMed.Learning.Evaluation.Selective;

/// <summary>What comes of answering only the most confident visits.</summary>
/// <param name="Coverage">Share of visits answered, in (0, 1].</param>
/// <param name="Risk">Their mean risk, 1 - Jaccard, in [0, 1].</param>
/// <param name="LeastConfidence">The least expected Jaccard among them.</param>
public sealed record RiskCoveragePoint(double Coverage, double Risk, double LeastConfidence);
