using CafeMed.Learning.Encoding;
using CafeMed.Learning.Networks;
using static TorchSharp.torch;

namespace CafeMed.Learning.Scoring;

/// <summary>Scores with a network, in batches of patients with about as many visits.</summary>
public sealed class NetworkScorer(MedicationNetwork network) : IScorer
{
    private const int Batch = 128;

    /// <inheritdoc/>
    public float[] Score(VisitTable visits)
    {
        ArgumentNullException.ThrowIfNull(visits);
        var size = visits.Encoder.Medications.Count;
        var scores = new float[visits.Visits * size];
        network.eval();
        using var gradients = no_grad();
        foreach (var patients in BatchOrder.Sorted(visits, Batch))
        {
            using var scope = NewDisposeScope();
            using var batch = visits.Batch(patients);
            var logits = network.call(batch).Floats();
            for (var v = 0; v < batch.Visits; v++)
                logits.AsSpan(v * size, size).CopyTo(scores.AsSpan(batch.Rows[v] * size));
        }
        return scores;
    }
}
