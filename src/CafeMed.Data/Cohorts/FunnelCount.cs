namespace CafeMed.Data;

/// <summary>What went into a step of the funnel and what came out.</summary>
/// <param name="Unit">What is counted: <c>rows</c>, <c>codes</c>, <c>visits</c> or <c>patients</c>; or <see cref="RowsToCodes"/>, where rows went in and codes came out.</param>
/// <param name="In">Before the step.</param>
/// <param name="Out">After it.</param>
public sealed record FunnelCount(string Unit, long In, long Out)
{
    /// <summary>The unit of the step whose <see cref="Out"/> counts other things than its <see cref="In"/>, and may be more.</summary>
    public const string RowsToCodes = "rows → codes";
}
