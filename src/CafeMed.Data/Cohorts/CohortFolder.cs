using System.Text.Json;
using DuckDB.NET.Data;

namespace CafeMed.Data;

/// <summary>A cohort on disk: a folder with <c>events.parquet</c> and <c>receipt.json</c>.</summary>
/// <remarks>
/// The Parquet file has the columns <c>patient_id, visit_id, started_at, ended_at, kind, system, code</c>, one row per code in the cohort's order;
/// a visit without codes has one row whose kind, system and code are null.
/// </remarks>
public static class CohortFolder
{
    private const string Events = "events.parquet";
    private const string Receipt = "receipt.json";

    /// <summary>Writes the cohort beside its place and then moves it there, so that what is there is always whole. An older cohort in the folder is replaced.</summary>
    /// <exception cref="CafeMedException"><c>CM1011</c>: the folder holds something else. <c>CM1015</c>: the disk is full, or the folder may not be written.</exception>
    public static async Task WriteAsync(DirectoryInfo folder, Cohort cohort, CohortReceipt receipt, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(cohort);
        ArgumentNullException.ThrowIfNull(receipt);
        var place = Path.TrimEndingDirectorySeparator(folder.FullName);
        RefuseOthers(place);
        var draft = $"{place}.{Guid.NewGuid():n}.part";
        try
        {
            Directory.CreateDirectory(draft);
            using (var store = new DuckStore())
                CohortRows.Write(store, cohort, Path.Combine(draft, Events), ct);
            await File.WriteAllTextAsync(Path.Combine(draft, Receipt), receipt.ToJson(), ct).ConfigureAwait(false);
            Replace(place, draft);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DuckDBException)
        {
            throw Faults.CannotWrite(place, exception);
        }
        finally
        {
            if (Directory.Exists(draft))
                Directory.Delete(draft, recursive: true);
        }
    }

    /// <summary>Reads what <see cref="WriteAsync"/> wrote.</summary>
    /// <exception cref="CafeMedException">
    /// <c>CM1001</c>, <c>CM1012</c>: there is no cohort. <c>CM1013</c>: another version wrote it. <c>CM1014</c>: it is damaged, or was changed.
    /// </exception>
    public static async Task<(Cohort Cohort, CohortReceipt Receipt)> ReadAsync(DirectoryInfo folder, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!Directory.Exists(folder.FullName))
            throw Faults.FolderMissing(folder.FullName);
        foreach (var name in new[] { Receipt, Events })
            if (!File.Exists(Path.Combine(folder.FullName, name)))
                throw Faults.NoCohort(folder.FullName, name);
        var receipt = ReceiptOf(folder, await File.ReadAllTextAsync(Path.Combine(folder.FullName, Receipt), ct).ConfigureAwait(false));
        try
        {
            using var store = new DuckStore();
            var cohort = CohortRows.Read(store, receipt.Name, Path.Combine(folder.FullName, Events), ct);
            if (CohortDigest.Of(cohort) != receipt.Digest)
                throw Faults.CohortDamaged(folder.FullName, "its events are not those that the receipt was written for.");
            return (cohort, receipt);
        }
        catch (Exception exception) when (exception is DuckDBException or ArgumentException or InvalidCastException)
        {
            throw Faults.CohortDamaged(folder.FullName, exception.Message.Split('\n')[0], exception);
        }
    }

    private static CohortReceipt ReceiptOf(DirectoryInfo folder, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var format = document.RootElement.GetProperty("format");
            if (format.GetRawText() != CohortReceipt.CurrentFormat.ToString())
                throw Faults.CohortVersion(folder.FullName, format.GetRawText(), CohortReceipt.CurrentFormat);
            return CohortReceipt.FromJson(json);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw Faults.CohortDamaged(folder.FullName, $"{Receipt} is not a receipt.", exception);
        }
    }

    private static void Replace(string place, string draft)
    {
        if (!Directory.Exists(place))
        {
            Directory.Move(draft, place);
            return;
        }
        var old = $"{draft}.old";
        Directory.Move(place, old);
        Directory.Move(draft, place);
        Directory.Delete(old, recursive: true);
    }

    private static void RefuseOthers(string place)
    {
        if (File.Exists(place)
            || Directory.Exists(place) && Directory.EnumerateFileSystemEntries(place).Any() && !File.Exists(Path.Combine(place, Receipt)))
            throw Faults.NotACohortFolder(place);
    }
}
