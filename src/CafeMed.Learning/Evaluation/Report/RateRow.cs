namespace CafeMed.Learning.Evaluation.Report;

/// <summary>A share of one group, with what it is a share of.</summary>
/// <param name="Name">The group.</param>
/// <param name="Counts">Numbers beside it, written; one for each column of the table.</param>
/// <param name="Rate">The share in [0, 1] with its 95 % interval; <see langword="null"/> where nothing was counted.</param>
public sealed record RateRow(string Name, IReadOnlyList<string> Counts, Interval? Rate);
