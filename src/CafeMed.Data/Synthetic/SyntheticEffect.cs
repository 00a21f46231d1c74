using System.Collections.Immutable;

namespace CafeMed.Data.Synthetic;

/// <summary>The direct effect of one code on one group of drugs, as planted.</summary>
/// <param name="Cause">A diagnosis or procedure of the visit.</param>
/// <param name="Medication">The group: ATC level 4.</param>
/// <param name="LogOdds">Added to the drug's log odds, in nats, before it is multiplied by <see cref="Gate"/>; negative for a contraindication.</param>
/// <param name="Modifiers">What multiplies it; none for a contraindication.</param>
public sealed record SyntheticEffect(Code Cause, Code Medication, double LogOdds, ImmutableArray<SyntheticModifier> Modifiers)
{
    /// <summary>The disease (ICD-10 category) or kind of procedure that the code belongs to: codes of one share most of their effect.</summary>
    public string Group { get; init; } = "";

    /// <summary>
    /// The true adjusted risk difference, in [-1, 1]: the drug's probability with the code less that without, all else at the visit and before it, hidden or not, held as it is,
    /// averaged over all visits of the sample that <see cref="SyntheticOracle.Visits"/> counts.
    /// </summary>
    public double RiskDifference { get; init; }

    /// <summary>Standard error of <see cref="RiskDifference"/> as an average over more people than the sample has.</summary>
    public double RiskDifferenceError { get; init; }

    /// <summary>The same averaged over the visits that have the disease or kind of procedure (whichever of its codes): the effect on those who are treated for it; 0 where the sample has none.</summary>
    public double RiskDifferenceTreated { get; init; }

    /// <summary>The largest multiplier.</summary>
    public const double LargestGate = 3;

    /// <summary>The multiplier for a state: <c>1 + sum of slope times state</c>, kept in [0, 3].</summary>
    /// <param name="states">(5) the state's values in the order of <see cref="SyntheticState"/>.</param>
    public double Gate(ReadOnlySpan<float> states)
    {
        var gate = 1.0;
        foreach (var modifier in Modifiers)
            gate += modifier.Slope * states[(int)modifier.State];
        return Math.Clamp(gate, 0, LargestGate);
    }

    /// <summary>By value, modifiers included.</summary>
    public bool Equals(SyntheticEffect? other) =>
        other is not null && Cause == other.Cause && Medication == other.Medication && LogOdds.Equals(other.LogOdds)
        && Group == other.Group && RiskDifference.Equals(other.RiskDifference) && RiskDifferenceError.Equals(other.RiskDifferenceError)
        && RiskDifferenceTreated.Equals(other.RiskDifferenceTreated) && Modifiers.AsSpan().SequenceEqual(other.Modifiers.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Cause, Medication, LogOdds, Modifiers.Length);
}
