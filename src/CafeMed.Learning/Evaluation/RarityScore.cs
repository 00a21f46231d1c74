namespace CafeMed.Learning.Evaluation;

/// <summary>Whether a recommender does worse for rare diagnoses; its five groups are among <see cref="ScoreRow.Groups"/>, the rarest first.</summary>
/// <remarks>
/// A visit's weight is the largest <c>1 / n</c> over its diagnoses, n being the training visits that have the diagnosis (1 where training has none with a column of its own).
/// Visits are ordered by weight, and cut into five equal groups. Source: Zhao et al. 2024, RAREMed, arXiv:2403.17745; there with counts of all patients.
/// </remarks>
/// <param name="Correlation">Pearson's, of the groups' number (1 the rarest) and their Jaccard, in [-1, 1].</param>
/// <param name="Slope">Jaccard gained from one group to the next more frequent one.</param>
/// <param name="WeightedJaccard">Jaccard of visits, each counted by its weight, in [0, 1].</param>
/// <param name="WithoutDiagnosis">Held-out visits that have no diagnosis and are in no group.</param>
public sealed record RarityScore(Interval Correlation, Interval Slope, Interval WeightedJaccard, int WithoutDiagnosis);
