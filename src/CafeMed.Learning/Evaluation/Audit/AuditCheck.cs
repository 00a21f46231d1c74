namespace CafeMed.Learning.Evaluation.Audit;

/// <summary>One way for test data to leak, and whether it did.</summary>
/// <param name="Name">Short, fixed: <c>fingerprints</c>, <c>recorded-split</c>, <c>patient-overlap</c>, <c>same-person</c>, <c>hospital-overlap</c>, <c>target-in-input</c>, <c>future-visits</c>, <c>not-on-arrival</c>.</param>
/// <param name="What">What was looked for.</param>
/// <param name="Looked">How many things were looked at; 0 where there was nothing to look at.</param>
/// <param name="Found">How many of them leak.</param>
/// <param name="Examples">The first few, in words; identifiers of patients and visits are named.</param>
public sealed record AuditCheck(string Name, string What, long Looked, long Found, IReadOnlyList<string> Examples);
