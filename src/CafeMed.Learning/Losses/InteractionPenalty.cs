using static TorchSharp.torch;

namespace CafeMed.Learning.Losses;

/// <summary>The expected share of interacting pairs if each medication were drawn with its own probability.</summary>
/// <remarks><c>sum_ij A_ij p_i p_j / sum_(i != j) p_i p_j</c>, pooled over visits: free of the scale of the probabilities, unlike the sum of the SafeDrug line.</remarks>
public static class InteractionPenalty
{
    /// <summary>The expected rate of a batch.</summary>
    /// <param name="logits">(V, M) float32.</param>
    /// <param name="interactions">(M, M) float32 in [0, 1], symmetric, zero diagonal.</param>
    /// <returns>() float32 in [0, 1].</returns>
    public static Tensor ExpectedRate(Tensor logits, Tensor interactions)
    {
        ArgumentNullException.ThrowIfNull(logits);
        using var scope = NewDisposeScope();
        var p = logits.sigmoid();                                                    // (V, M)
        var interacting = (p.matmul(interactions) * p).sum();                        // (V, M) x (M, M) -> ()
        var pairs = p.sum(1).Squared().sum() - p.Squared().sum();                      // ()
        return (interacting / pairs.AtLeast(1e-6)).MoveToOuterDisposeScope();
    }
}
