namespace CafeMed.Learning.Evaluation.Gates;

/// <summary>Places where the gates say about the same.</summary>
/// <param name="Gate">What they say on average: the gate relative to the pair's own mean, less 1. 0.2: this effect is a fifth stronger here than elsewhere.</param>
/// <param name="Found">What was found there, on the same scale, with its interval.</param>
/// <param name="Count">How many cells or visits.</param>
public sealed record GateBin(double Gate, Interval Found, int Count);
