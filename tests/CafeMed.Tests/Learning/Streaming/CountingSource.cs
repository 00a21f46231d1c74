using CafeMed.Learning.Streaming;

namespace CafeMed.Tests.Learning.Streaming;

/// <summary>People in shards who are made anew whenever a shard is loaded, and how many of them were in memory at once.</summary>
internal sealed class CountingSource(IReadOnlyList<IReadOnlyList<Patient>> shards) : IPatientSource
{
    private readonly List<WeakReference> _given = [];

    public string Name => "tiny";

    public int Shards => shards.Count;

    /// <summary>People of the largest shard.</summary>
    public int Largest => shards.Max(shard => shard.Count);

    /// <summary>Which shards were loaded, in order.</summary>
    public List<int> Loaded { get; } = [];

    /// <summary>The most people who were in memory when a shard was asked for, those of that shard among them.</summary>
    public int Most { get; private set; }

    public static CountingSource Of(int patients, int count, int seed = 2) =>
        new([.. TinyStudy.Cohort(patients, seed).Patients.GroupBy(patient => (int)(Fingerprint.Number(patient.Id) & (ulong)(count - 1))).OrderBy(shard => shard.Key).Select(shard => shard.ToArray())]);

    public IReadOnlyList<Patient> Load(int shard, CancellationToken ct)
    {
        Loaded.Add(shard);
        GC.Collect();
        _given.RemoveAll(one => !one.IsAlive);
        Patient[] loaded = [.. shards[shard].Select(patient => new Patient(new string(patient.Id.AsSpan()), patient.Visits))];
        // Whoever keeps a patient keeps the identifier, at whatever level the medications are.
        _given.AddRange(loaded.Select(patient => new WeakReference(patient.Id)));
        Most = Math.Max(Most, _given.Count);
        return loaded;
    }
}
