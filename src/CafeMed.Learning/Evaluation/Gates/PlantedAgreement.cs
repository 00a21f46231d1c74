using System.Collections.Immutable;

namespace CafeMed.Learning.Evaluation.Gates;

/// <summary>How the gates of a network follow the planted ones of a synthetic cohort, over held-out visits that have the code.</summary>
/// <param name="Pairs">Planted effects that something modifies and whose code occurs.</param>
/// <param name="Visits">Occurrences in all: visits times pairs.</param>
/// <param name="Correlation">Within pairs, in [-1, 1]: both gates less their mean over the pair's visits. NaN where gates do not vary.</param>
/// <param name="Pooled">Of the gates as they stand, differences between pairs included.</param>
/// <param name="Perfect">The correlation with the R-learner's slopes that the planted gates themselves reach: what noise leaves of a perfect answer. Over the pairs that were planted.</param>
/// <param name="Bins">The network's gate where the true one is about the same.</param>
public sealed record PlantedAgreement(
    int Pairs, int Visits, Interval Correlation, Interval Pooled, Interval Perfect, ImmutableArray<GateBin> Bins);
