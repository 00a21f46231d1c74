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
    /// <summary>The logits that were taken apart, (V, M) float32: summed in the order of the networks, so that they are the same bits.</summary>
    /// <param name="batch">The batch that the account is of.</param>
    public Tensor Logits(VisitBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var scope = NewDisposeScope();
        var logits = Base.Plus(History).Plus(Interplay);                             // (V, M)
        foreach (var (channel, amounts) in Effects)
            logits = logits.AddRows(batch[channel].Owner, amounts);
        return logits.MoveToOuterDisposeScope();
    }

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
