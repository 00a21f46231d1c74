namespace CafeMed.Learning.Evaluation.Report.Drawings;

/// <summary>A node of a layered graph.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Tier">Its layer; within a tier nodes are spread by what leads to what.</param>
/// <param name="Role">Decides its colour; <see langword="null"/> is grey.</param>
public sealed record GraphPlotNode(string Label, CodeTier Tier, NodeRole? Role);
