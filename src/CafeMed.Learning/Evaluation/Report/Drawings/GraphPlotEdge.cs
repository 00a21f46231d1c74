namespace CafeMed.Learning.Evaluation.Report.Drawings;

/// <summary>An edge of a layered graph.</summary>
/// <param name="From">Index of a node.</param>
/// <param name="To">Index of another.</param>
/// <param name="Directed">Whether it has an arrow.</param>
/// <param name="Share">How sure it is, in [0, 1]: its thickness.</param>
/// <param name="Raises">Whether the two go together more than by chance; else they avoid each other.</param>
public sealed record GraphPlotEdge(int From, int To, bool Directed, double Share, bool Raises);
