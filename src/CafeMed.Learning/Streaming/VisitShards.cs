using CafeMed.Learning.Training;

namespace CafeMed.Learning.Streaming;

/// <summary>Encoded visits of training patients in shards, of which one is in memory at a time.</summary>
public sealed class VisitShards
{
    private readonly IReadOnlyList<int> _patients;
    private readonly Func<int, CancellationToken, VisitTable> _load;
    private DateTime[]? _starts;

    /// <summary>Shards that are loaded when they are asked for.</summary>
    /// <param name="patients">Patients of each shard; there is at least one shard.</param>
    /// <param name="load">Gives a shard by its number: the same whenever it is asked for.</param>
    public VisitShards(IReadOnlyList<int> patients, Func<int, CancellationToken, VisitTable> load)
    {
        ArgumentNullException.ThrowIfNull(patients);
        ArgumentNullException.ThrowIfNull(load);
        ArgumentOutOfRangeException.ThrowIfLessThan(patients.Count, 1);
        (_patients, _load) = (patients, load);
    }

    /// <summary>How many shards.</summary>
    public int Count => _patients.Count;

    /// <summary>A table that is in memory: one shard.</summary>
    public static VisitShards Of(VisitTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new([table.Patients.Length], (_, _) => table);
    }

    /// <summary>The visits of one shard.</summary>
    public VisitTable Load(int shard, CancellationToken ct) => _load(shard, ct);

    /// <summary>Shard after shard.</summary>
    public IEnumerable<VisitTable> All(CancellationToken ct) => Enumerable.Range(0, Count).Select(shard => Load(shard, ct));

    /// <summary>In which order an epoch goes through the shards: drawn from seed and epoch.</summary>
    public int[] Order(int seed, int epoch)
    {
        var order = Enumerable.Range(0, Count).ToArray();
        new Random(unchecked(seed * 999_983 + epoch * 104_729 + 5)).Shuffle(order);
        return order;
    }

    /// <summary>Batches that the shards <paramref name="order"/> will have at least, with so many patients in each.</summary>
    public int LeastBatches(ReadOnlySpan<int> order, int size)
    {
        var batches = 0;
        foreach (var shard in order)
            batches += (_patients[shard] + size - 1) / size;
        return batches;
    }

    /// <summary>The visits of one shard, and (V) how much each counts: later visits more where <paramref name="recency"/> says so, by their place among the visits of all shards.</summary>
    public (VisitTable Visits, float[] Weights) Load(int shard, bool recency, CancellationToken ct)
    {
        // Before the shard is in memory, so that the others are not beside it.
        if (recency && Count > 1)
            _starts ??= [.. All(ct).SelectMany(table => table.Starts).Order()];
        var visits = Load(shard, ct);
        return (visits, _starts is null ? VisitWeights.Of(visits, recency) : VisitWeights.Among(_starts, visits));
    }
}
