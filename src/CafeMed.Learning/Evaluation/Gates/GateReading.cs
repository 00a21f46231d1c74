using CafeMed.Learning.Encoding;
using CafeMed.Learning.Networks;
using static TorchSharp.torch;

namespace CafeMed.Learning.Evaluation.Gates;

/// <summary>Reads the gates of some pairs at every visit: what the patient's state makes of an effect, whether the visit has the code or not.</summary>
internal static class GateReading
{
    private const int Batch = 128;

    // Numbers of one answer of the network: visits, codes and medications together.
    private const int Most = 4_000_000;

    /// <summary>(V, K) row-major gates, K in the order of <paramref name="pairs"/>.</summary>
    public static float[] Of(MedicationNetwork network, VisitTable table, IReadOnlyList<GatedPair> pairs, CancellationToken ct)
    {
        network.eval();
        var gates = new float[table.Visits * pairs.Count];
        var codes = pairs.Select((pair, k) => (pair, k)).GroupBy(one => (one.pair.Channel, one.pair.Token)).ToArray();
        foreach (var patients in BatchOrder.Sorted(table, Batch))
        {
            ct.ThrowIfCancellationRequested();
            using var batch = table.Batch(patients);
            var room = Math.Max(1, Most / (batch.Visits * table.Encoder.Medications.Count));
            foreach (var channel in codes.GroupBy(code => code.Key.Channel))
                foreach (var some in channel.Chunk(room))
                    Fill(gates, network, batch, channel.Key, some, pairs.Count);
        }
        return gates;
    }

    private static void Fill(
        float[] gates, MedicationNetwork network, VisitBatch batch, Channel channel, IGrouping<(Channel, int Token), (GatedPair Pair, int K)>[] codes, int width)
    {
        using var tokens = tensor(codes.Select(code => (long)code.Key.Token).ToArray());
        using var answer = network.Gates(batch, channel, tokens);                    // (V, J, M)
        var (values, medications) = (answer.Floats(), (int)answer.shape[2]);
        for (var v = 0; v < batch.Visits; v++)
            for (var j = 0; j < codes.Length; j++)
                foreach (var (pair, k) in codes[j])
                    gates[batch.Rows[v] * width + k] = values[(v * codes.Length + j) * medications + pair.Medication];
    }
}
