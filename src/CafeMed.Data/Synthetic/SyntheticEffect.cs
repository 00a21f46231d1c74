using System.Collections.Immutable;

namespace CafeMed.Data.Synthetic;

/// <summary>The direct effect of one code on one group of drugs, as planted.</summary>
/// <param name="Cause">A diagnosis or procedure of the visit.</param>
/// <param name="Medication">The group: ATC level 4.</param>
/// <param name="LogOdds">Added to the drug's log odds, in nats, before it is multiplied by <see cref="Gate"/>; negative for a contraindication.</param>
/// <param name="Modifiers">What multiplies it; none for a contraindication.</param>
public sealed record SyntheticEffect(Code Cause, Code Medication, double LogOdds, ImmutableArray<SyntheticModifier> Modifiers)
{
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
        && Modifiers.AsSpan().SequenceEqual(other.Modifiers.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Cause, Medication, LogOdds, Modifiers.Length);
}
