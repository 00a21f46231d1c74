namespace CafeMed.Learning.Causal;

/// <summary>Puts the two tracks side by side: where they disagree about the sign, neither is to be believed.</summary>
public static class TrackComparison
{
    // Of two numbers that are both 0 within their errors, the signs are chance.
    private const double Clear = 1.96;

    /// <summary><paramref name="effects"/> with the risk differences of <paramref name="other"/>, and <see cref="EffectFlags.SignDiffers"/> on pairs whose signs differ where at least one interval excludes 0.</summary>
    /// <param name="effects">One track.</param>
    /// <param name="other">The other, of the same patients and codes.</param>
    /// <exception cref="ArgumentException">They are of other patients, or of other codes.</exception>
    public static CausalEffects Mark(CausalEffects effects, CausalEffects other)
    {
        ArgumentNullException.ThrowIfNull(effects);
        ArgumentNullException.ThrowIfNull(other);
        if (effects.FittedOn.Digest != other.FittedOn.Digest)
            throw new ArgumentException("The tracks are of other patients.", nameof(other));
        return effects with { Channels = [.. effects.Channels.Select(channel => Mark(channel, other.Of(channel.Treatments.Kind)))] };
    }

    private static EffectChannel Mark(EffectChannel channel, EffectChannel? other)
    {
        if (other is null || !channel.Treatments.Codes.SequenceEqual(other.Treatments.Codes) || !channel.Outcomes.Codes.SequenceEqual(other.Outcomes.Codes))
            throw new ArgumentException("The tracks are of other codes.", nameof(other));
        return channel with
        {
            OtherTrack = [.. other.Estimates.Select(one => one.RiskDifference)],
            Inference =
            [
                .. channel.Inference.Select((one, pair) => Differ(channel.Estimates[pair], other.Estimates[pair]) ? one with { Flags = one.Flags | EffectFlags.SignDiffers } : one),
            ],
        };
    }

    private static bool Differ(EffectEstimate one, EffectEstimate other) =>
        one.RiskDifference * other.RiskDifference < 0 && (IsClear(one) || IsClear(other));

    private static bool IsClear(EffectEstimate one) => Math.Abs(one.RiskDifference) > Clear * one.RiskDifferenceError;
}
