using System.Collections.Immutable;

namespace CafeMed.Learning.Encoding;

/// <summary>Which patients share a batch: patients with about as many visits and codes together, so that recurrences and attention pad little.</summary>
public static class BatchOrder
{
    // A batch of patients with long histories would hold many times the visits of a usual one, and its memory.
    private const int VisitsPerPatient = 4;

    /// <summary>For training: patients shuffled, sorted by number of visits and by size of the largest visit (ties stay shuffled), cut into batches of <paramref name="size"/> patients, but no more than four visits for each of them on average, and the batches shuffled.</summary>
    /// <remarks>The same table, seed, epoch and shard give the same batches.</remarks>
    /// <param name="table">The patients.</param>
    /// <param name="size">Patients of a batch, at most.</param>
    /// <param name="seed">The study's.</param>
    /// <param name="epoch">From 0.</param>
    /// <param name="shard">Which shard of the training patients the table is, from 0; 0 by default, for all of them.</param>
    public static ImmutableArray<int[]> Shuffled(VisitTable table, int size, int seed, int epoch, int shard = 0)
    {
        ArgumentNullException.ThrowIfNull(table);
        var random = new Random(HashCode(seed, epoch, shard));
        var patients = Enumerable.Range(0, table.Patients.Length).ToArray();
        random.Shuffle(patients);
        var batches = Cut(table, patients, size).ToArray();
        random.Shuffle(batches);
        return [.. batches];
    }

    /// <summary>For scoring: patients by number of visits and by size of the largest visit, cut in the same way.</summary>
    public static IEnumerable<int[]> Sorted(VisitTable table, int size)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Cut(table, Enumerable.Range(0, table.Patients.Length), size);
    }

    private static IEnumerable<int[]> Cut(VisitTable table, IEnumerable<int> patients, int size)
    {
        var (batch, visits) = (new List<int>(size), 0);
        foreach (var patient in patients.OrderBy(table.VisitsOf).ThenBy(patient => Widest(table, patient)))
        {
            if (batch.Count == size || (batch.Count > 0 && visits + table.VisitsOf(patient) > VisitsPerPatient * size))
            {
                yield return [.. batch];
                batch.Clear();
                visits = 0;
            }
            batch.Add(patient);
            visits += table.VisitsOf(patient);
        }
        if (batch.Count > 0)
            yield return [.. batch];
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
    private static int HashCode(int seed, int epoch, int shard) => unchecked(seed * 1_000_003 + epoch * 7919 + shard * 15_485_863 + 17);
}
