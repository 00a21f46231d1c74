namespace CafeMed.Learning.Evaluation.Controls;

/// <summary>What one way to hold interactions down reached on held-out patients.</summary>
/// <param name="Control">The way: no control, in training, greedy decision, exact decision.</param>
/// <param name="Setting">How strongly: the target, the cost, or the cap.</param>
/// <param name="Jaccard">Averaged within patients, then over them, with its 95 % interval.</param>
/// <param name="InteractionRate">Interacting pairs over proposed pairs, with its 95 % interval.</param>
/// <param name="Drugs">Proposed drugs a visit.</param>
public sealed record ControlPoint(string Control, string Setting, Interval Jaccard, Interval InteractionRate, double Drugs);
