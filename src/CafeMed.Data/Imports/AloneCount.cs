namespace CafeMed.Data;

/// <summary>How many one of two cohorts has alone.</summary>
/// <param name="A">In the first alone.</param>
/// <param name="B">In the second alone.</param>
public sealed record AloneCount(long A, long B);
