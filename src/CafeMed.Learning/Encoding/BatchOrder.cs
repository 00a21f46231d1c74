using System.Collections.Immutable;

namespace CafeMed.Learning.Encoding;

/// <summary>Which patients share a batch: patients with about as many visits and codes together, so that recurrences and attention pad little.</summary>
public static class BatchOrder
{
    /// <summary>For training: patients shuffled, sorted by number of visits and by size of the largest visit (ties stay shuffled), cut, and the batches shuffled.</summary>
    /// <remarks>The same table, seed and epoch give the same batches.</remarks>
    public static ImmutableArray<int[]> Shuffled(VisitTable table, int size, int seed, int epoch)
    {
        ArgumentNullException.ThrowIfNull(table);
        var random = new Random(HashCode(seed, epoch));
        var patients = Enumerable.Range(0, table.Patients.Length).ToArray();
        random.Shuffle(patients);
        var batches = patients.OrderBy(table.VisitsOf).ThenBy(patient => Widest(table, patient)).Chunk(size).ToArray();
        random.Shuffle(batches);
        return [.. batches];
    }

    /// <summary>For scoring: patients by number of visits and by size of the largest visit, cut.</summary>
    public static IEnumerable<int[]> Sorted(VisitTable table, int size)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Enumerable.Range(0, table.Patients.Length)
            .OrderBy(table.VisitsOf).ThenBy(patient => Widest(table, patient)).Chunk(size);
    }

    // Attention pads every visit to the largest of its batch; what counts is the channel with most codes.
    private static int Widest(VisitTable table, int patient)
    {
        var widest = 0;
        for (var v = table.PatientOffsets[patient]; v < table.PatientOffsets[patient + 1]; v++)
            widest = Math.Max(widest, table[Channel.Diagnosis][v].Length + table[Channel.History][v].Length);
        return widest;
    }

    // System.HashCode differs from process to process; a resumed run needs the same order.
    private static int HashCode(int seed, int epoch) => unchecked(seed * 1_000_003 + epoch * 7919 + 17);
}
