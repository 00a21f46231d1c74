namespace CafeMed.Learning.Evaluation.Report.Drawings;

/// <summary>One effect of a forest plot.</summary>
/// <param name="Label">What on what.</param>
/// <param name="Effect">The risk difference with its 95 % interval.</param>
/// <param name="Verdict">What is to be thought of it, in words.</param>
/// <param name="Holds">Whether it is to be believed: drawn full, the others as rings.</param>
public sealed record ForestRow(string Label, Interval Effect, string Verdict, bool Holds);
