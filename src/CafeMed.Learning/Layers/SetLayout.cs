using CafeMed.Learning.Encoding;
using TorchSharp;
using static TorchSharp.torch;

namespace CafeMed.Learning.Layers;

/// <summary>Where the tokens of several channels stand when they are put one after another.</summary>
/// <param name="Places">(V, K) int64 into the concatenated tokens; their number where empty.</param>
/// <param name="Mask">(V, K) bool, true where attention may look.</param>
public sealed record SetLayout(Tensor Places, Tensor Mask)
{
    /// <summary>The layout of one channel.</summary>
    public static SetLayout Of(ChannelTokens channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return new(channel.Places, channel.Mask);
    }

    /// <summary>The layout of two channels, the tokens of <paramref name="second"/> after those of <paramref name="first"/>.</summary>
    public static SetLayout Of(ChannelTokens first, ChannelTokens second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var (before, after) = (first.Tokens.shape[0], second.Tokens.shape[0]);
        // An empty place of the first channel points at its end, which is now the second's first token: send it to the new end.
        using var end = before.ToScalar();
        var moved = first.Places.Filled(first.Places.eq(end), before + after);
        return new(cat([moved, second.Places.Plus(before)], 1), cat([first.Mask, second.Mask], 1));
    }
}
