using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Learning.Networks;

/// <summary>Last layers that start at how often each medication is given: a network need not learn that first.</summary>
internal static class BaseRates
{
    /// <summary>From vectors of length <paramref name="width"/> to logits (M), whose bias is the base rates.</summary>
    public static Linear Head(int width, NetworkKnowledge knowledge)
    {
        var head = nn.Linear(width, knowledge.Encoder.Medications.Count);
        using var gradients = no_grad();
        using var rates = tensor(knowledge.BaseLogits);
        head.bias!.copy_(rates);
        return head;
    }
}
