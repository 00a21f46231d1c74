namespace CafeMed.Data;

/// <summary>An import from a connector that gives events one by one: they stream through the criteria into shards.</summary>
internal sealed class StreamImport(IConnector connector, string name, ImportOptions options, CohortCriteria criteria, ReceiptBuilder receipt)
{
    public async Task<CohortReceipt> RunAsync(DirectoryInfo root, DirectoryInfo folder, int buckets, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        var draft = new PatientDraft(connector.HasRealTimes);
        progress?.Report(new("Reading", root.Name, 0, 1));
        if (criteria.MinMedicationPatients > 1)
            return await InTwoPassesAsync(draft, root, folder, buckets, progress, ct).ConfigureAwait(false);
        var sieve = new CriteriaSieve(criteria, common: null);
        using var writer = CohortWriter.Create(folder, name, buckets);
        await foreach (var patient in PatientsAsync(draft, root, writer, ct).ConfigureAwait(false))
            if (sieve.Pass(patient) is { } kept)
                writer.Add(kept);
        return await FinishAsync(writer, sieve, draft, progress, ct).ConfigureAwait(false);
    }

    // Which medications are rare is known only after the last patient.
    private async Task<CohortReceipt> InTwoPassesAsync(PatientDraft draft, DirectoryInfo root, DirectoryInfo folder, int buckets, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        var counts = new Dictionary<Code, int>();
        using var everybody = new PatientSpool();
        using var writer = CohortWriter.Create(folder, name, buckets);
        await foreach (var patient in PatientsAsync(draft, root, writer, ct).ConfigureAwait(false))
        {
            CriteriaSieve.CountMedications(patient, counts);
            everybody.Add(patient);
        }
        var sieve = new CriteriaSieve(criteria, CriteriaSieve.Common(criteria, counts));
        foreach (var patient in everybody.Drain())
        {
            ct.ThrowIfCancellationRequested();
            if (sieve.Pass(patient) is { } kept)
                writer.Add(kept);
        }
        return await FinishAsync(writer, sieve, draft, progress, ct).ConfigureAwait(false);
    }

    private async Task<CohortReceipt> FinishAsync(CohortWriter writer, CriteriaSieve sieve, PatientDraft draft, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        progress?.Report(new("Reading", name, 1, 1));
        receipt.Overlap(draft.Overlaps);
        foreach (var drop in sieve.Drops())
            receipt.Criterion(drop);
        return await writer.FinishAsync(receipt, ct).ConfigureAwait(false);
    }

    private async IAsyncEnumerable<Patient> PatientsAsync(PatientDraft draft, DirectoryInfo root, CohortWriter writer, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var line in connector.ReadAsync(root, options with { QuarantineFile = writer.FileBeside(Quarantine.FileName) }, receipt, ct).ConfigureAwait(false))
            if (draft.Take(line) is { } finished)
                yield return finished;
        if (draft.Finish() is { } last)
            yield return last;
    }
}
