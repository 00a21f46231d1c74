using System.Collections.Immutable;

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
    Interval DrugsPerVisit, Interval FirstVisits, Interval LaterVisits, Interval? Lead)
{
    /// <summary>As Jaccard: area under the receiver operating characteristic over the drugs of a visit, in [0, 1]; a drug that training never saw stands behind all others.</summary>
    public Interval RocAuc { get; init; } = new(double.NaN, double.NaN, double.NaN);

    /// <summary>At a half, at the recommender's own decision (the numbers above), and at matched set size.</summary>
    public ImmutableArray<PointScore> Points { get; init; } = [];

    /// <summary>First and later visits, age, sex, site, rarity of diagnoses, at the recommender's own decision.</summary>
    public ImmutableArray<GroupScore> Groups { get; init; } = [];

    /// <summary>Whether rare diagnoses fare worse, or <see langword="null"/> where training counts are not known.</summary>
    public RarityScore? Rarity { get; init; }

    /// <summary>Whether its probabilities hold, or <see langword="null"/> where nobody asked.</summary>
    public CalibrationScore? Calibration { get; init; }

    /// <summary>The subject minus this recommender in every measure, corrected for the number of recommenders; empty for the subject.</summary>
    public ImmutableArray<PairedTest> Tests { get; init; } = [];

    /// <summary>As the field measures, or <see langword="null"/> where nobody asked.</summary>
    public FieldScore? Field { get; init; }
}
