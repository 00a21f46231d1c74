using System.Collections.Immutable;

namespace CafeMed.Learning.Evaluation.Audit;

/// <summary>What an audit looked at, and what it found.</summary>
/// <param name="Checks">One for each way to leak.</param>
public sealed record AuditReport(ImmutableArray<AuditCheck> Checks)
{
    /// <summary>Whether nothing leaks, as far as it was looked for.</summary>
    public bool Clean => Checks.All(check => check.Found == 0);

    /// <summary>The check of that name.</summary>
    public AuditCheck this[string name] => Checks.First(check => check.Name == name);
}
