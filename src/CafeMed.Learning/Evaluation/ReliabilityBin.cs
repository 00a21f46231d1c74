namespace CafeMed.Learning.Evaluation;

/// <summary>Predictions of about the same probability.</summary>
/// <param name="Predicted">Their mean probability, in [0, 1].</param>
/// <param name="Observed">Share of them that were prescribed, in [0, 1].</param>
/// <param name="Count">How many predictions.</param>
public sealed record ReliabilityBin(double Predicted, double Observed, long Count);
