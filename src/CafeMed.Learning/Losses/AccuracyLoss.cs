using static TorchSharp.torch;

namespace CafeMed.Learning.Losses;

/// <summary>How far probabilities are from what was prescribed: cross-entropy, and a term that looks at the set as a whole.</summary>
/// <remarks>
/// <para><c>BCE + a (1 - softJaccard) + b margin</c>, each averaged over visits with their weights.</para>
/// <para>softJaccard = <c>sum p y / (sum p + sum y - sum p y)</c>. Margin = sum over (prescribed i, not prescribed j) of
/// <c>max(0, 1 - (p_i - p_j)) / M</c>, the field's multi-label margin loss over probabilities.</para>
/// </remarks>
public static class AccuracyLoss
{
    /// <summary>The loss of a batch.</summary>
    /// <param name="logits">(V, M) float32.</param>
    /// <param name="targets">(V, M) float32, 0 or 1.</param>
    /// <param name="weights">(V) float32, the weight of each visit; mean 1.</param>
    /// <param name="jaccard">a, at least 0; 0 leaves the term out.</param>
    /// <param name="margin">b, at least 0; 0 leaves the term out.</param>
    /// <returns>() float32, nats per visit and medication.</returns>
    public static Tensor Of(Tensor logits, Tensor targets, Tensor weights, double jaccard, double margin)
    {
        ArgumentNullException.ThrowIfNull(logits);
        using var scope = NewDisposeScope();
        var perVisit = nn.functional.binary_cross_entropy_with_logits(logits, targets, reduction: nn.Reduction.None).mean([1]); // (V)
        if (jaccard > 0)
            perVisit = perVisit.Plus(SoftJaccard(logits.sigmoid(), targets).OneMinus().Times(jaccard));
        if (margin > 0)
            perVisit = perVisit.Plus(nn.functional.multi_label_margin_loss(logits.sigmoid(), Leading(targets), nn.Reduction.None).Times(margin));
        return (perVisit * weights).mean().MoveToOuterDisposeScope();
    }

    /// <summary>(V, M) probabilities and targets give (V) values in [0, 1].</summary>
    public static Tensor SoftJaccard(Tensor probabilities, Tensor targets)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(targets);
        using var scope = NewDisposeScope();
        var shared = (probabilities * targets).sum(1);
        var united = probabilities.sum(1).Plus(targets.sum(1)) - shared;
        return (shared / united.AtLeast(1e-6)).MoveToOuterDisposeScope();
    }

    // The margin loss wants the columns of the prescribed medications first, then -1.
    private static Tensor Leading(Tensor targets)
    {
        var order = targets.argsort(1, descending: true);
        return order.Filled(targets.gather(1, order).logical_not(), -1L);
    }
}
