namespace CafeMed.Learning.Streaming;

/// <summary>A cohort that is in memory: one shard.</summary>
public sealed class HeldPatients(Cohort cohort) : IPatientSource
{
    /// <summary>The people.</summary>
    public Cohort Cohort => cohort;

    /// <inheritdoc/>
    public string Name => cohort.Name;

    /// <inheritdoc/>
    public int Shards => 1;

    /// <inheritdoc/>
    public IReadOnlyList<Patient> Load(int shard, CancellationToken ct) => cohort.Patients;
}
