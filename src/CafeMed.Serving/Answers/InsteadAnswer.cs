namespace CafeMed.Serving.Answers;

/// <summary>What could be given in the place of a drug; no advice to exchange: indication and dose are not looked at.</summary>
/// <param name="For">The drug.</param>
/// <param name="Drugs">Others of its group.</param>
public sealed record InsteadAnswer(NamedCode For, IReadOnlyList<NamedCode> Drugs)
{
    /// <summary>Where its group has none: the next by probability, of its anatomical main group first, without an interaction of level warning or louder with the rest of the set; often for another use.</summary>
    public IReadOnlyList<NamedCode> Next { get; init; } = [];
}
