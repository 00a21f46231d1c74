namespace CafeMed.Learning.Evaluation.Bench;

/// <summary>What is reached where only the visits are answered that look easiest.</summary>
/// <param name="Coverage">Share of visits that are answered, in (0, 1].</param>
/// <param name="Risk">1 - mean Jaccard of them, in [0, 1].</param>
public sealed record RiskPoint(double Coverage, double Risk);
