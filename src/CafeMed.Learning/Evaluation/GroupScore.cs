namespace CafeMed.Learning.Evaluation;

/// <summary>One recommender, at its own decision, on some of the held-out visits.</summary>
/// <param name="By">By what the visits are divided.</param>
/// <param name="Name">Which of them these are.</param>
/// <param name="Patients">Held-out patients with such a visit.</param>
/// <param name="Visits">Their visits in the group.</param>
/// <param name="Small">Whether there are fewer than <see cref="Fewest"/> patients: the interval is then itself uncertain.</param>
/// <param name="Jaccard">Mean over patients of the mean over their visits in the group, in [0, 1].</param>
/// <param name="F1">As Jaccard.</param>
/// <param name="PrAuc">As Jaccard.</param>
public sealed record GroupScore(GroupKind By, string Name, int Patients, int Visits, bool Small, Interval Jaccard, Interval F1, Interval PrAuc)
{
    /// <summary>A group of fewer patients is called small.</summary>
    public const int Fewest = 30;
}
