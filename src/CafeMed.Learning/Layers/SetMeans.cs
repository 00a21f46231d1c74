using CafeMed.Learning.Encoding;
using static TorchSharp.torch;

namespace CafeMed.Learning.Layers;

/// <summary>The plain mean of a visit's tokens.</summary>
internal static class SetMeans
{
    /// <summary>(L, W) tokens give (V, W) means, float32; an empty visit has mean 0.</summary>
    public static Tensor Of(Tensor tokens, ChannelTokens channel)
    {
        var sum = tokens.new_zeros(channel.Counts.shape[0], tokens.shape[1]).AddRows(channel.Owner, tokens); // (L, W) -> (V, W)
        return sum / channel.Counts.AtLeast(1);
    }
}
