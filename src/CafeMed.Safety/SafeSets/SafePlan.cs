using System.Collections.Immutable;

namespace CafeMed.Safety.SafeSets;

/// <summary>A safe set for one patient, with what is proved, what it cost, and what else could be chosen.</summary>
/// <param name="Set">The drugs.</param>
/// <param name="Certificate">What is proved about them.</param>
/// <param name="GivenUp">Drugs of the best set without rules that are not in it, most probable first.</param>
/// <param name="TakenInstead">Drugs that are in it and not in the best set without rules.</param>
/// <param name="Unchecked">Drugs of the set about which at least one rule has no facts: unknown, not safe.</param>
/// <param name="TradeOff">Up to five sets, from the most accurate to the one with the least burden; one where there is nothing to trade.</param>
public sealed record SafePlan(
    CodeSet Set, SafeSetCertificate Certificate, ImmutableArray<GivenUp> GivenUp, CodeSet TakenInstead, CodeSet Unchecked, ImmutableArray<SafeSetPoint> TradeOff)
{
    /// <summary>The recommendation with this set in place of its own.</summary>
    public Recommendation Apply(Recommendation recommendation)
    {
        ArgumentNullException.ThrowIfNull(recommendation);
        return recommendation with { Medications = [.. recommendation.Medications.Select(drug => drug with { Proposed = Set.Contains(drug.Code) })] };
    }
}
