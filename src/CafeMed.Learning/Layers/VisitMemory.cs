using CafeMed.Learning.Encoding;
using static TorchSharp.torch;

namespace CafeMed.Learning.Layers;

/// <summary>GAMENet's dynamic memory: the patient's earlier visits by their queries, and the medications given at each.</summary>
/// <remarks>
/// <c>a = softmax_{j &lt; t}(q_j . q_t)</c>, <c>m_t = sum_j a_j y_j</c>, y the medications of visit j. They are read from the history of the visit after it,
/// so nothing of a visit's own prescription can get here. No parameters. Source: Shang et al. 2019, GAMENet, arXiv:1809.01852, equations 7 to 9.
/// </remarks>
internal static class VisitMemory
{
    /// <summary>(V, M) float32, the shares of earlier visits' medications, and (V, 1) float32, 1 where there is an earlier visit.</summary>
    /// <param name="queries">(V, W) float32.</param>
    /// <param name="batch">Which visit is whose.</param>
    /// <param name="medications">M.</param>
    public static (Tensor Read, Tensor HasHistory) Of(Tensor queries, VisitBatch batch, int medications)
    {
        using var scope = NewDisposeScope();
        var prefixes = VisitPrefixes.Of(batch);
        var earlier = batch.Time.narrow(1, 1, 1).OneMinus();                         // (V, 1): 0 at a first visit
        if (batch.Steps == 1)
            return (queries.new_zeros(batch.Visits, medications).MoveToOuterDisposeScope(), earlier.MoveToOuterDisposeScope());
        var steps = batch.Steps - 1;
        var keys = prefixes.Of(queries).narrow(1, 1, steps);                         // (V, T - 1, W): from the visit before on
        // What was given at a visit stands in the history of the visit after it.
        var given = prefixes.Of(Given(batch, medications)).narrow(1, 0, steps);      // (V, T - 1, M)
        var mask = prefixes.Mask.narrow(1, 1, steps);                                // (V, T - 1)
        var scores = keys.matmul(queries.unsqueeze(-1)).squeeze(-1);                 // (V, T - 1)
        // The lowest finite number, not minus infinity: a first visit has nothing to look at, and its shares must still be numbers.
        var shares = scores.Filled(mask.logical_not(), -1e9).softmax(-1) * mask.to_type(ScalarType.Float32);
        var read = shares.unsqueeze(1).matmul(given).squeeze(1);                     // (V, 1, T - 1) x (V, T - 1, M) -> (V, M)
        return (read.MoveToOuterDisposeScope(), earlier.MoveToOuterDisposeScope());
    }

    // (V, M) 1 where given at the visit before; the last column, of what no vocabulary knows, is cut off.
    private static Tensor Given(VisitBatch batch, int medications)
    {
        using var scope = NewDisposeScope();
        var history = batch[Channel.History];
        var places = history.Owner.Times(medications + 1L).Plus(history.Tokens);     // (L)
        return zeros((long)batch.Visits * (medications + 1))
            .AddRows(places, ones(history.Tokens.shape[0]))
            .view(batch.Visits, medications + 1).narrow(1, 0, medications).MoveToOuterDisposeScope();
    }
}
