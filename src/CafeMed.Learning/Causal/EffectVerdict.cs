namespace CafeMed.Learning.Causal;

/// <summary>What is to be thought of an effect, in words.</summary>
/// <param name="Words">The verdict.</param>
/// <param name="Holds">Whether the effect is told from 0 among all pairs that were tested.</param>
public sealed record EffectVerdict(string Words, bool Holds)
{
    /// <summary>Found from this false discovery rate on.</summary>
    public const double Rate = 0.05;

    /// <summary>The verdict on the effect of a row of <paramref name="channel"/> on a column.</summary>
    /// <param name="channel">The effects.</param>
    /// <param name="treatment">Row.</param>
    /// <param name="outcome">Column.</param>
    /// <param name="adjusted">Whether anything was adjusted for.</param>
    public static EffectVerdict Of(EffectChannel channel, int treatment, int outcome, bool adjusted)
    {
        ArgumentNullException.ThrowIfNull(channel);
        var (effect, inference) = (channel[treatment, outcome], channel.InferenceOf(treatment, outcome));
        var pooled = (inference.Flags & EffectFlags.Pooled) != 0 ? " (parent code)" : "";
        if ((inference.Flags & EffectFlags.Constant) != 0)
            return new("nothing to compare: all or none", false);
        if ((inference.Flags & EffectFlags.NoOverlap) != 0)
            return new("no overlap" + pooled, false);
        if ((inference.Flags & EffectFlags.TooFew) != 0)
            return new("too few visits" + pooled, false);
        if ((inference.Flags & EffectFlags.Unbalanced) != 0)
            return new("left unbalanced by the weights" + pooled, false);
        if ((inference.Flags & EffectFlags.SignDiffers) != 0)
            return new("total and direct effect differ in sign: believe neither" + pooled, false);
        var way = effect.RiskDifference > 0 ? "raises" : "lowers";
        if (inference.Q <= Rate)
            return new($"{way}, {(adjusted ? "holds after adjustment" : "not adjusted")}{pooled}", true);
        return new((Math.Abs(effect.RiskDifference) > 1.96f * effect.RiskDifferenceError ? $"perhaps {way}: one of many tests" : "not distinguishable from 0") + pooled, false);
    }
}
