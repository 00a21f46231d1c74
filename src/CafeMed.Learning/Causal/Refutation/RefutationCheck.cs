namespace CafeMed.Learning.Causal.Refutation;

/// <summary>One attempt to refute effects.</summary>
/// <param name="Name">permuted-exposure, future-exposure, random-outcome, random-common-cause or half-samples.</param>
/// <param name="What">What was done.</param>
/// <param name="Value">What came out.</param>
/// <param name="Expected">What should.</param>
/// <param name="Withstood">Whether it came out so.</param>
/// <param name="Verdict">In words.</param>
public sealed record RefutationCheck(string Name, string What, string Value, string Expected, bool Withstood, string Verdict);
