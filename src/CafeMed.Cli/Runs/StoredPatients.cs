using CafeMed.Data;
using CafeMed.Learning.Streaming;

namespace CafeMed.Cli.Runs;

/// <summary>A cohort on disk, read shard by shard.</summary>
internal sealed class StoredPatients(StoredCohort stored) : IPatientSource
{
    /// <inheritdoc/>
    public string Name => stored.Receipt.Name;

    /// <inheritdoc/>
    public int Shards => stored.Shards;

    /// <inheritdoc/>
    public IReadOnlyList<Patient> Load(int shard, CancellationToken ct) => stored.Read(shard, ct).Patients;
}
