namespace CafeMed;

/// <summary>What the configuration says of one rule.</summary>
public sealed record RuleOptions
{
    /// <summary>Whether the rule speaks. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The level of all its findings: note, caution, warning or contraindicated. Default: each finding's own.</summary>
    public Severity? Severity { get; init; }
}
