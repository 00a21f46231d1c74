using System.Collections.Immutable;

namespace CafeMed.Safety.SafeSets;

/// <summary>A drug that was given up for safety.</summary>
/// <param name="Code">The drug.</param>
/// <param name="Probability">Its probability, in [0, 1].</param>
/// <param name="Reason">Why.</param>
/// <param name="Because">The findings behind it, loudest first; none for <see cref="GivenUpReason.NoLongerWorthIt"/>.</param>
/// <param name="BurdenWithIt">The burden of the set if it were added.</param>
public sealed record GivenUp(Code Code, double Probability, GivenUpReason Reason, ImmutableArray<Finding> Because, double BurdenWithIt);
