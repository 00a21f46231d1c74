using System.Collections.Immutable;

namespace CafeMed.Learning.Encoding;

/// <summary>Which patients share a batch: patients with about as many visits together, so that the recurrences pad little.</summary>
public static class BatchOrder
{
    /// <summary>For training: patients shuffled, sorted by number of visits (ties stay shuffled), cut, and the batches shuffled.</summary>
    /// <remarks>The same table, seed and epoch give the same batches.</remarks>
    public static ImmutableArray<int[]> Shuffled(VisitTable table, int size, int seed, int epoch)
    {
        ArgumentNullException.ThrowIfNull(table);
        var random = new Random(HashCode(seed, epoch));
        var patients = Enumerable.Range(0, table.Patients.Length).ToArray();
        random.Shuffle(patients);
        var batches = patients.OrderBy(table.VisitsOf).Chunk(size).ToArray();
        random.Shuffle(batches);
        return [.. batches];
    }

    /// <summary>For scoring: patients by number of visits, cut.</summary>
    public static IEnumerable<int[]> Sorted(VisitTable table, int size)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Enumerable.Range(0, table.Patients.Length).OrderBy(table.VisitsOf).Chunk(size);
    }

    // System.HashCode differs from process to process; a resumed run needs the same order.
    private static int HashCode(int seed, int epoch) => unchecked(seed * 1_000_003 + epoch * 7919 + 17);
}
