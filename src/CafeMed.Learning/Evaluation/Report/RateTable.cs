namespace CafeMed.Learning.Evaluation.Report;

/// <summary>Shares of groups: one section of a <see cref="RatesPage"/>.</summary>
/// <param name="Id">Distinct on the page: letters, digits and hyphens.</param>
/// <param name="Title">What the groups are, for example <c>By rule</c>.</param>
/// <param name="Note">What is to be known about it, in a sentence or two.</param>
/// <param name="Group">What one group is called, for example <c>Rule</c>.</param>
/// <param name="Columns">The names of <see cref="RateRow.Counts"/>.</param>
/// <param name="Rate">What the share is, for example <c>Override rate</c>.</param>
/// <param name="Rows">The groups, in the order in which they are shown.</param>
public sealed record RateTable(string Id, string Title, string Note, string Group, IReadOnlyList<string> Columns, string Rate, IReadOnlyList<RateRow> Rows);
