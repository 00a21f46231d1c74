namespace CafeMed.Serving.Audit;

/// <summary>One thing that is wrong with a chain.</summary>
/// <param name="Sequence">Number of the record where it shows; 0 where it is no record's.</param>
/// <param name="What">What it is.</param>
/// <param name="Message">The same in words.</param>
public sealed record AuditFinding(long Sequence, AuditBreak What, string Message);
