namespace CafeMed.Learning.Evaluation;

/// <summary>The sets of one recommender at one decision; every number with its 95 % interval over patients.</summary>
/// <param name="At">The decision.</param>
/// <param name="Jaccard">Mean over patients of the mean over their visits, in [0, 1].</param>
/// <param name="F1">As Jaccard.</param>
/// <param name="Precision">As Jaccard: right over proposed; 0 where nothing is proposed, 1 where nothing was given either.</param>
/// <param name="Recall">As Jaccard: right over given; 1 where nothing was given.</param>
/// <param name="InteractionRate">Interacting pairs over pairs among the proposed, pooled over all visits, in [0, 1].</param>
/// <param name="WeightedInteractionRate">The same with every pair counted by its severity (<see cref="InteractionGraph.WeightedMatrix"/>), in [0, 1].</param>
/// <param name="OverChance">The rate over the one expected if the same drugs, equally often proposed, were combined by chance; below 1, combinations are avoided. The chance level counts as known.</param>
/// <param name="DrugsPerVisit">Mean size of the proposed set.</param>
public sealed record PointScore(
    OperatingPoint At, Interval Jaccard, Interval F1, Interval Precision, Interval Recall, Interval InteractionRate,
    Interval WeightedInteractionRate, Interval OverChance, Interval DrugsPerVisit);
