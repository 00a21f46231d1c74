using CafeMed.Learning.Encoding;
using static TorchSharp.torch;

namespace CafeMed.Learning.Networks;

/// <summary>The logits of a batch, taken apart: base + sum of the effects of a visit's tokens + history + interplay.</summary>
/// <param name="Base">(M) float32, what holds for every patient, nats.</param>
/// <param name="Effects">Per channel, (L, M) float32: what each token adds to its visit, nats.</param>
/// <param name="History">(V, M) float32: what having been given before adds to a medication, nats.</param>
/// <param name="Interplay">(V, M) float32: the rest, nats.</param>
public sealed record NetworkAccount(Tensor Base, IReadOnlyList<(Channel Channel, Tensor Amounts)> Effects, Tensor History, Tensor Interplay) : IDisposable
{
    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        Base.Dispose();
        foreach (var (_, amounts) in Effects)
            amounts.Dispose();
        History.Dispose();
        Interplay.Dispose();
    }
}
