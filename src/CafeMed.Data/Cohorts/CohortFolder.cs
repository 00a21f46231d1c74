using System.Text.Json;
using DuckDB.NET.Data;

namespace CafeMed.Data;

/// <summary>A cohort on disk: a folder with <c>receipt.json</c> and one Parquet file, or one for each bucket of patients (docs/cohort-folder.md).</summary>
public static class CohortFolder
{
    internal const string Receipt = "receipt.json";

    /// <summary>Writes a cohort that is in memory as one shard, in its order. An older cohort in the folder is replaced.</summary>
    /// <exception cref="CafeMedException"><c>CM1011</c>: the folder holds something else. <c>CM1015</c>: the disk is full, or the folder may not be written.</exception>
    public static async Task WriteAsync(DirectoryInfo folder, Cohort cohort, CohortReceipt receipt, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(cohort);
        ArgumentNullException.ThrowIfNull(receipt);
        using var draft = CohortDraft.Open(folder);
        try
        {
            ct.ThrowIfCancellationRequested();
            var book = new CodeBook();
            using (var store = new DuckStore())
            using (var tally = ShardFile.Write(store, RowPatients.Of(cohort.Patients, book), book, draft.File(ShardFile.NameOf(0)), ct))
                receipt = receipt with { Shards = [new(ShardFile.NameOf(0), tally.Patients, tally.Visits, tally.Digest())], Digest = tally.Digest() };
            await draft.FinishAsync(receipt, ct).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DuckDBException)
        {
            throw Faults.CannotWrite(draft.Place, exception);
        }
    }

    /// <summary>Reads a cohort as a whole.</summary>
    /// <exception cref="CafeMedException">
    /// <c>CM1001</c>, <c>CM1012</c>: there is no cohort. <c>CM1013</c>: another version wrote it. <c>CM1014</c>: it is damaged, or was changed.
    /// </exception>
    public static async Task<(Cohort Cohort, CohortReceipt Receipt)> ReadAsync(DirectoryInfo folder, CancellationToken ct)
    {
        var stored = Open(folder);
        await Task.Yield();
        return (new(stored.Receipt.Name, [.. stored.Patients(ct)]), stored.Receipt);
    }

    /// <summary>Opens a cohort to be read shard by shard.</summary>
    /// <exception cref="CafeMedException">As <see cref="ReadAsync"/> has it; damage within a shard is told when that is read.</exception>
    public static StoredCohort Open(DirectoryInfo folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!Directory.Exists(folder.FullName))
            throw Faults.FolderMissing(folder.FullName);
        var file = Path.Combine(folder.FullName, Receipt);
        if (!File.Exists(file))
            throw Faults.NoCohort(folder.FullName, Receipt);
        var receipt = ReceiptOf(folder, File.ReadAllText(file));
        foreach (var shard in receipt.Shards)
            if (!File.Exists(Path.Combine(folder.FullName, shard.File)))
                throw Faults.NoCohort(folder.FullName, shard.File);
        return new(folder, receipt);
    }

    private static CohortReceipt ReceiptOf(DirectoryInfo folder, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var format = document.RootElement.GetProperty("format");
            if (format.GetRawText() != CohortReceipt.CurrentFormat.ToString())
                throw Faults.CohortVersion(folder.FullName, format.GetRawText(), CohortReceipt.CurrentFormat);
            var receipt = CohortReceipt.FromJson(json);
            return CohortDigest.OfShards([.. receipt.Shards.Select(shard => shard.Digest)]) == receipt.Digest
                ? receipt
                : throw Faults.CohortDamaged(folder.FullName, $"the digest of {Receipt} is not that of its shards.");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw Faults.CohortDamaged(folder.FullName, $"{Receipt} is not a receipt.", exception);
        }
    }
}
