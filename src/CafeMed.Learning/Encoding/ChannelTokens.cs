using static TorchSharp.torch;

namespace CafeMed.Learning.Encoding;

/// <summary>The tokens of one channel in a batch: flat for what is done to each token, and laid out per visit for attention.</summary>
/// <param name="Tokens">(L) int64, rows of the channel's embedding.</param>
/// <param name="Owner">(L) int64, the visit each token belongs to, ascending.</param>
/// <param name="Places">(V, N + 1) int64, which token stands at each place of a visit; L where none does. The last place is always empty: attention may rest on it.</param>
/// <param name="Mask">(V, N + 1) bool, true where attention may look: the visit's tokens, and the last place.</param>
/// <param name="Back">(L) int64, the place of each token in the flattened (V, N + 1).</param>
/// <param name="Counts">(V, 1) float32, tokens per visit.</param>
public sealed record ChannelTokens(Tensor Tokens, Tensor Owner, Tensor Places, Tensor Mask, Tensor Back, Tensor Counts) : IDisposable
{
    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        Tokens.Dispose();
        Owner.Dispose();
        Places.Dispose();
        Mask.Dispose();
        Back.Dispose();
        Counts.Dispose();
    }
}
