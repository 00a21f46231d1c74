namespace CafeMed.Learning.Evaluation.Selective;

/// <summary>Whether a conformal set keeps its promise on held-out patients.</summary>
/// <param name="MissRate">What was promised, in (0, 1).</param>
/// <param name="From">The set holds every drug from this probability on.</param>
/// <param name="Missed">Share of a patient's given drugs that the sets missed, mean over held-out patients with its 95 % interval.</param>
/// <param name="DrugsPerVisit">Mean size of the sets.</param>
public sealed record ConformalCheck(double MissRate, double From, Interval Missed, double DrugsPerVisit);
