namespace CafeMed.Learning.Evaluation;

/// <summary>One recommender's line in the table; every number with its 95 % interval over patients.</summary>
/// <param name="Recommender">Its name.</param>
/// <param name="Summary">What it is, in one line.</param>
/// <param name="Jaccard">Mean over patients of the mean over their visits, in [0, 1].</param>
/// <param name="F1">As Jaccard.</param>
/// <param name="PrAuc">As Jaccard.</param>
/// <param name="InteractionRate">Interacting pairs over pairs among the proposed, pooled over all visits, in [0, 1].</param>
/// <param name="DrugsPerVisit">Mean size of the proposed set.</param>
/// <param name="FirstVisits">Jaccard over first visits alone.</param>
/// <param name="LaterVisits">Jaccard over later visits alone.</param>
/// <param name="Lead">Paired difference in Jaccard of the scoreboard's subject minus this recommender, or <see langword="null"/> for the subject itself.</param>
public sealed record ScoreRow(
    string Recommender, string Summary, Interval Jaccard, Interval F1, Interval PrAuc, Interval InteractionRate,
    Interval DrugsPerVisit, Interval FirstVisits, Interval LaterVisits, Interval? Lead);
