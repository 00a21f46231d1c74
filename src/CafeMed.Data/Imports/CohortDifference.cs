namespace CafeMed.Data;

/// <summary>One thing in which two cohorts differ.</summary>
/// <param name="Step">Where on the way from files to patients: <c>inputs</c>, <c>maps</c>, <c>program</c>, <c>criteria</c>, <c>rows</c>, <c>funnel</c>, or <c>people</c>.</param>
/// <param name="What">What differs.</param>
/// <param name="A">How it is in the first cohort.</param>
/// <param name="B">How it is in the second.</param>
public sealed record CohortDifference(string Step, string What, string A, string B);
