namespace CafeMed;

/// <summary>One thing that spoke for or against a medication. The contributions of a medication sum to its logit.</summary>
/// <param name="Path">By which part of the network.</param>
/// <param name="Kind">What kind of code, or <see langword="null"/> where no single code is meant.</param>
/// <param name="Code">Which code, or <see langword="null"/> where no single code is meant (<see cref="Unknown"/> tells of codes outside the vocabulary).</param>
/// <param name="Amount">How much, in nats of the final logit.</param>
public sealed record Contribution(ContributionPath Path, CodeKind? Kind, Code? Code, double Amount)
{
    /// <summary>Whether this is the share of codes that training never saw.</summary>
    public bool Unknown { get; init; }
}
