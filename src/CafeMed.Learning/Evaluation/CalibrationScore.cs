using System.Collections.Immutable;

namespace CafeMed.Learning.Evaluation;

/// <summary>Whether probabilities mean what they say.</summary>
/// <param name="Ece">Expected calibration error: mean distance of predicted and observed over the bins, weighted by their predictions, in [0, 1].</param>
/// <param name="Brier">Mean squared distance of probability and outcome over all visits and drugs, in [0, 1].</param>
/// <param name="Bins">Twenty bins of equal width, those that have any prediction.</param>
/// <param name="Drugs">Drug by drug, most given first; for the scoreboard's subject alone.</param>
public sealed record CalibrationScore(Interval Ece, Interval Brier, ImmutableArray<ReliabilityBin> Bins, ImmutableArray<DrugCalibration> Drugs);
