namespace CafeMed;

/// <summary>How sure the effect of one code on one medication is, among all pairs of its channel.</summary>
/// <param name="LogP">Natural logarithm of the two-sided p-value; at most 0.</param>
/// <param name="Q">False discovery rate of Benjamini and Hochberg at which the pair is found, in [0, 1]; 1 where the pair was not tested.</param>
/// <param name="CautiousQ">That of Benjamini and Yekutieli, which holds whatever the pairs have to do with each other; in [0, 1].</param>
/// <param name="SignRate">Local false sign rate: the probability that the effect is 0 or has the other sign, in [0, 1].</param>
/// <param name="PosteriorError">Standard deviation of the risk difference after the prior.</param>
/// <param name="Flags">What to know before reading it.</param>
public readonly record struct EffectInference(float LogP, float Q, float CautiousQ, float SignRate, float PosteriorError, EffectFlags Flags)
{
    /// <summary>What is said of a pair that was not tested.</summary>
    public static EffectInference Untested(EffectFlags flags) => new(0, 1, 1, 1, 0, flags);

    /// <summary>Whether the pair may be read as evidence: it is neither too rare, nor without comparison, nor constant, nor left unbalanced.</summary>
    public bool Tested => (Flags & (EffectFlags.TooFew | EffectFlags.NoOverlap | EffectFlags.Constant | EffectFlags.Unbalanced)) == 0;
}
