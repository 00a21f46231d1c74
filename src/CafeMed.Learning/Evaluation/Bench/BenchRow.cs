using System.Collections.Immutable;

namespace CafeMed.Learning.Evaluation.Bench;

/// <summary>One recommender's line of a leaderboard, pooled over splits.</summary>
/// <param name="Recommender">Its name.</param>
/// <param name="Summary">What it is, in one line.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Note">What must be known of this row, or empty.</param>
/// <param name="Jaccard">In [0, 1]; 95 % interval over resampled patients, here and below.</param>
/// <param name="F1">In [0, 1].</param>
/// <param name="PrAuc">In [0, 1].</param>
/// <param name="InteractionRate">Interacting pairs over pairs proposed, in [0, 1].</param>
/// <param name="Drugs">Medications proposed at a visit.</param>
/// <param name="Lead">Jaccard of the subject minus this one's, on the same patients; <see langword="null"/> for the subject.</param>
/// <param name="P">Two-sided p-value of the lead after Holm's correction for the number of rows; <see langword="null"/> for the subject.</param>
/// <param name="Risk">The risk-coverage curve.</param>
/// <param name="Reliability">How its probabilities compare with what happened.</param>
/// <param name="Trials">Trials of tuning, over all splits.</param>
/// <param name="Epochs">Epochs, over all splits.</param>
/// <param name="Seconds">Seconds, over all splits.</param>
public sealed record BenchRow(
    string Recommender, string Summary, string Source, string Note, Interval Jaccard, Interval F1, Interval PrAuc, Interval InteractionRate, Interval Drugs,
    Interval? Lead, double? P, ImmutableArray<RiskPoint> Risk, ImmutableArray<ReliabilityBin> Reliability, int Trials, int Epochs, double Seconds)
{
    /// <summary>Whether a difference is shown: its corrected p-value is below 0.05.</summary>
    public bool Shown => P < 0.05;
}
