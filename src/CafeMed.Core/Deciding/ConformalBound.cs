namespace CafeMed;

/// <summary>From which probability on drugs are in the conformal set of one miss rate.</summary>
/// <param name="MissRate">Promised: the expected share of a patient's given drugs that the set misses is at most this; in (0, 1).</param>
/// <param name="From">The set holds every drug from this probability on; 0, everything, where there are too few patients to promise less.</param>
/// <param name="Missed">Share that was missed among the patients it was measured on, in [0, 1].</param>
/// <param name="DrugsPerVisit">Mean size of the set there.</param>
public sealed record ConformalBound(double MissRate, double From, double Missed, double DrugsPerVisit);
