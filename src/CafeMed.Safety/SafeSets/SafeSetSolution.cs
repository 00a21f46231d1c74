using System.Collections.Immutable;

namespace CafeMed.Safety.SafeSets;

/// <summary>The best set found, and what is proved about it.</summary>
/// <param name="Drugs">Indices of the set, ascending.</param>
/// <param name="Value">Its value.</param>
/// <param name="Bound">No allowed set is worth more than this.</param>
/// <param name="Optimal">Whether it is proved to be the best; otherwise time ran out.</param>
/// <param name="Burden">Its burden.</param>
/// <param name="Kept">How many of the drugs to keep are in it; no allowed set keeps more, where <see cref="Optimal"/>.</param>
public sealed record SafeSetSolution(ImmutableArray<int> Drugs, double Value, double Bound, bool Optimal, double Burden, int Kept)
{
    /// <summary>How much better an allowed set could still be: 0 where it is proved to be the best.</summary>
    public double Gap => Math.Max(0, Bound - Value);
}
