namespace CafeMed.Learning.Evaluation.Report.Html;

/// <summary>One column of a table.</summary>
/// <param name="Header">What stands above it; on a narrow screen, before each value.</param>
/// <param name="Numeric">Whether its values line up at the right. By default not.</param>
public sealed record TableColumn(string Header, bool Numeric = false);
