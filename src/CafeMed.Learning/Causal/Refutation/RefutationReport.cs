using System.Collections.Immutable;

namespace CafeMed.Learning.Causal.Refutation;

/// <summary>What became of the attempts to refute effects.</summary>
/// <param name="Estimator">Whose effects.</param>
/// <param name="Track">What was adjusted for.</param>
/// <param name="Checks">The attempts.</param>
/// <param name="NullSpread">Robust standard deviation of z over negative controls (permuted and future exposure); 1 where only chance is at work.</param>
/// <param name="Found">Pairs found at q = 0.05 without any calibration.</param>
/// <param name="FoundCalibrated">Pairs found where z is divided by the spread, if that is above 1.</param>
public sealed record RefutationReport(
    string Estimator, EffectTrack? Track, ImmutableArray<RefutationCheck> Checks, double NullSpread, int Found, int FoundCalibrated);
