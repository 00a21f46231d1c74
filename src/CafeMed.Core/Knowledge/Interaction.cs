using System.Collections.Immutable;

namespace CafeMed;

/// <summary>An interacting pair at the level of the recommendation, projected from the ingredient pairs that are really prescribed.</summary>
/// <param name="First">The lesser of the two codes.</param>
/// <param name="Second">The other code.</param>
/// <param name="Severity">The worst severity among the prescribed ingredient pairs.</param>
/// <param name="Shares">Share in [0, 1] of prescribed ingredient pairs at each severity, indexed by <c>severity - 1</c>; they sum to at most 1.</param>
/// <param name="Examples">The interacting ingredient pairs behind it, most prescribed first, at most five.</param>
public sealed record Interaction(
    Code First, Code Second, Severity Severity, ImmutableArray<double> Shares, ImmutableArray<IngredientPair> Examples)
{
    /// <summary>Share in [0, 1] of prescribed ingredient pairs that interact at <paramref name="severity"/> or worse.</summary>
    public double ShareAtLeast(Severity severity) => Shares.Skip((int)severity - 1).Sum();
}
