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

    /// <summary>Takes the logits of a batch apart. Unless a network knows better, all of it is interplay.</summary>
    public virtual NetworkAccount Account(VisitBatch batch)
    {
        using var scope = no_grad();
        var logits = call(batch);
        return new NetworkAccount(zeros(logits.shape[1]), [], zeros_like(logits), logits);
    }
}
