using CafeMed.Learning.Encoding;
using static TorchSharp.torch;

namespace CafeMed.Learning.Layers;

/// <summary>For every visit, itself and the patient's visits before it, the latest first: what looks back from each visit is then one pass over a grid.</summary>
/// <param name="Places">(V, T) int64, the row of the visit k visits before; V where there is none.</param>
/// <param name="Mask">(V, T) bool, true where there is one.</param>
internal sealed record VisitPrefixes(Tensor Places, Tensor Mask)
{
    /// <summary>The prefixes of a batch, whose rows are patient by patient and in order of time.</summary>
    public static VisitPrefixes Of(VisitBatch batch)
    {
        var (visits, steps) = (batch.Visits, batch.Steps);
        var slots = batch.Slots.data<long>().ToArray();
        GC.KeepAlive(batch.Slots);
        var (places, mask) = (new long[visits * steps], new bool[visits * steps]);
        for (var v = 0; v < visits; v++)
            for (var k = 0; k < steps; k++)
            {
                var seen = k <= slots[v] % steps;
                (places[v * steps + k], mask[v * steps + k]) = (seen ? v - k : visits, seen);
            }
        return new(tensor(places, visits, steps), tensor(mask, visits, steps));
    }

    /// <summary>(V, W) rows laid out as (V, T, W); zeros where there is no visit.</summary>
    public Tensor Of(Tensor rows)
    {
        using var scope = NewDisposeScope();
        var padded = cat([rows, rows.new_zeros(1, rows.shape[1])]);                  // (V + 1, W)
        return padded.index_select(0, Places.flatten())                              // (V T, W)
            .view(Places.shape[0], Places.shape[1], rows.shape[1]).MoveToOuterDisposeScope();
    }
}
