using CafeMed.Learning.Encoding;
using static TorchSharp.torch;

namespace CafeMed.Learning.Networks;

/// <summary>A network that gives every visit of a batch one logit per medication: <c>(V, M) float32</c>.</summary>
/// <remarks>A part is one file: a sealed class with <c>[Part]</c>, a nested <c>Options</c> record, and a constructor <c>(NetworkKnowledge, Options)</c>.</remarks>
public abstract class MedicationNetwork : nn.Module<VisitBatch, Tensor>
{
    /// <summary>Names the module for TorchSharp.</summary>
    protected MedicationNetwork(string name) : base(name)
    {
    }

    /// <summary>Whether the network is meant to be combined with the linear tower. Off, unless a network says so.</summary>
    public virtual bool HasLinearTower => false;

    /// <summary>Whether effects are weighed anew for every patient, so that <see cref="Gates"/> can be asked. Off, unless a network says so.</summary>
    public virtual bool HasGates => false;

    /// <summary>What the network itself adds to the training loss, () float32, in nats per visit and medication; <see langword="null"/> where it adds nothing.</summary>
    public virtual Tensor? Penalty() => null;

    /// <summary>What every visit's state makes of the effects of some codes, whether the visit has them or not. The caller cuts visits and codes into parts that fit into memory.</summary>
    /// <param name="batch">V visits.</param>
    /// <param name="channel">The codes' channel.</param>
    /// <param name="tokens">(J) int64, tokens of the channel.</param>
    /// <returns>(V, J, M) float32, the multiplier of each effect, at least 0.</returns>
    /// <exception cref="InvalidOperationException">The network has no gates in that channel.</exception>
    public virtual Tensor Gates(VisitBatch batch, Channel channel, Tensor tokens) =>
        throw new InvalidOperationException($"The network has no gates in the channel {channel}.");

    /// <summary>Takes the logits of a batch apart. Unless a network knows better, all of it is interplay.</summary>
    public virtual NetworkAccount Account(VisitBatch batch)
    {
        using var scope = no_grad();
        var logits = call(batch);
        return new NetworkAccount(zeros(logits.shape[1]), [], zeros_like(logits), logits);
    }
}
