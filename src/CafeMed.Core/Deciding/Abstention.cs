namespace CafeMed;

/// <summary>When a recommender would rather not answer.</summary>
/// <param name="LeastConfidence">Below this expected Jaccard of its set it abstains; 0: never for that, above 1: always.</param>
/// <param name="LeastKnown">Below this share of understood codes it abstains, in [0, 1].</param>
/// <param name="TargetRisk">The mean risk (1 - Jaccard) among answered visits that was asked for, or <see langword="null"/> where a coverage was.</param>
/// <param name="Coverage">Share of visits answered among the patients it was chosen on, in [0, 1].</param>
/// <param name="Risk">Mean risk (1 - Jaccard) of those visits, in [0, 1]; <see langword="null"/> where none was answered.</param>
public sealed record Abstention(double LeastConfidence, double LeastKnown, double? TargetRisk, double Coverage, double? Risk);
