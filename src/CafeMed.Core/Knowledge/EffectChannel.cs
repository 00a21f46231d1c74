using System.Collections.Immutable;

namespace CafeMed;

/// <summary>The effects of every code of one kind on every medication.</summary>
/// <param name="Treatments">The codes: rows.</param>
/// <param name="Outcomes">The medications: columns.</param>
/// <param name="Support">Training visits that have each code.</param>
/// <param name="Estimates">Row-major, treatments by outcomes.</param>
public sealed record EffectChannel(
    Vocabulary Treatments, Vocabulary Outcomes, ImmutableArray<int> Support, ImmutableArray<EffectEstimate> Estimates)
{
    /// <summary>The effect of the code in row <paramref name="treatment"/> on the medication in column <paramref name="outcome"/>.</summary>
    public EffectEstimate this[int treatment, int outcome] => Estimates[treatment * Outcomes.Count + outcome];
}
