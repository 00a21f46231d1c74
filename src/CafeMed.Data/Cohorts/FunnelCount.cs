namespace CafeMed.Data;

/// <summary>What went into a step of the funnel and what came out.</summary>
/// <param name="Unit">What is counted: <c>rows</c>, <c>codes</c>, <c>visits</c> or <c>patients</c>.</param>
/// <param name="In">Before the step.</param>
/// <param name="Out">After it.</param>
public sealed record FunnelCount(string Unit, long In, long Out);
