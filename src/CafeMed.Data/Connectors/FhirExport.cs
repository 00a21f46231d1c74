using System.IO.Compression;
using System.Runtime.CompilerServices;
using CafeMed.Data.Fhir;
using DuckDB.NET.Data;

namespace CafeMed.Data;

/// <summary>FHIR R4: Bundles (.json, .json.gz) and Bulk Data exports (.ndjson, .ndjson.gz), a folder of them or one file.</summary>
/// <remarks>
/// <para>Resources are read one at a time, whatever their order, and put together out of core. An Encounter is a visit, whatever its class; one that is part of another
/// belongs to that one's visit. A resource that names no encounter goes to the encounter of its patient whose period holds its time. What is not used is counted by reason,
/// and resources of other types by their type.</para>
/// <para>Times with an offset become UTC. A year, month or day is taken to have become known at its end. docs/fhir.md has the whole of it.</para>
/// </remarks>
[Part("fhir",
    Source = "HL7 FHIR R4 (4.0.1, hl7.org/fhir/R4); Mandel et al. 2020, Push Button Population Health: the SMART/HL7 FHIR Bulk Data Access API, doi:10.1038/s41746-020-00358-4",
    Summary = "FHIR R4 Bundles (*.json) and Bulk Data (*.ndjson), also .gz; a visit is an encounter")]
public sealed class FhirExport : IConnector
{
    private const double MostUnreadable = 0.05;

    /// <summary>What a visit's medications are.</summary>
    public string Label { get; } = "every drug ordered (MedicationRequest) or given (MedicationAdministration) in the encounter, as ATC codes of level 5; a code counts once a visit";

    /// <inheritdoc/>
    public async IAsyncEnumerable<ClinicalEvent> ReadAsync(
        DirectoryInfo root, ImportOptions options, ReceiptBuilder receipt, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(receipt);
        ct.ThrowIfCancellationRequested();
        receipt.Connector(PartAttribute.Of(GetType()));
        var files = FhirFiles.Of(root);
        using var store = new DuckStore();
        var maps = options.Maps();
        await TakeInAsync(store, files, maps, options, receipt, ct).ConfigureAwait(false);
        var staged = maps.Stage(store);
        if (options.IcdEdition is { } edition)
            staged.Icd(edition);
        PutTogether(store, staged, root, receipt, ct);
        using var command = store.Command(FhirScript.Events);
        command.UseStreamingMode = true;
        await using var rows = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        while (await rows.ReadAsync(ct).ConfigureAwait(false))
        {
            ct.ThrowIfCancellationRequested();
            yield return new(
                rows.GetString(0), rows.GetString(1), rows.GetDateTime(2), rows.IsDBNull(3) ? null : rows.GetDateTime(3), Enum.Parse<CodeKind>(rows.GetString(4)),
                new Code(new CodeSystem(string.Intern(rows.GetString(5))), rows.GetString(6)), rows.IsDBNull(7) ? null : rows.GetDateTime(7));
        }
    }

    private static async Task TakeInAsync(DuckStore store, FhirFiles files, CodeMaps maps, ImportOptions options, ReceiptBuilder receipt, CancellationToken ct)
    {
        var concepts = new FhirConcepts(maps);
        using var rejects = new FhirRejects(options.QuarantineFile, MostUnreadable);
        using var tables = new FhirStore(store, ct);
        var intake = new FhirIntake(tables, concepts, rejects);
        foreach (var file in files.All)
        {
            var check = await SourceCheck.RunAsync(file, ct).ConfigureAwait(false);
            intake.File = files.NameOf(file);
            Read(file, intake, ct);
            receipt.File(new SourceFile(intake.File, file.Length, check.Sha256));
        }
        rejects.Refuse();
        foreach (var (type, count) in intake.Counts)
        {
            receipt.Rows(type, count);
            if (!FhirIntake.Types.Contains(type))
                receipt.Drop(type, "a resource of this type is not read", count);
        }
        if (rejects.Broken > 0)
        {
            receipt.Rows("unreadable", rejects.Broken);
            receipt.Drop("unreadable", "a line or entry that is no resource", rejects.Broken);
        }
    }

    private static void Read(FileInfo file, FhirIntake intake, CancellationToken ct)
    {
        try
        {
            if (file.Length == 0)
                throw FhirFaults.Empty(file.FullName);
            if (FhirFiles.IsLines(file))
                NdjsonReader.Read(Open(file), file.FullName, intake, ct);
            else if (new BundleReader(Open(file), file.FullName, intake).Read(ct) < 0)
                ReadOne(file, intake);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw FhirFaults.Unreadable(file.FullName, exception);
        }
    }

    // A file that is one resource and no Bundle.
    private static void ReadOne(FileInfo file, FhirIntake intake)
    {
        using var buffer = new FhirBuffer(Open(file), file.FullName);
        while (!buffer.Final)
            buffer.Grow();
        intake.Resource(buffer.Content, null, 1);
    }

    private static Stream Open(FileInfo file)
    {
        var raw = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return file.Extension == ".gz" ? new GZipStream(raw, CompressionMode.Decompress) : raw;
    }

    private static void PutTogether(DuckStore store, StagedMaps staged, DirectoryInfo root, ReceiptBuilder receipt, CancellationToken ct)
    {
        try
        {
            store.Execute(FhirScript.Lines, ct);
            foreach (var coverage in staged.Recode())
                receipt.Cover(coverage);
            receipt.Mapped([
                .. CodeMaps.Shipped().Where(map => FhirConcepts.Tables.Contains(map.Name)).Select(map => new MapReceipt(map.Name, map.Version, map.Sha256, map.Rows, null))
                    .Concat(staged.Receipts()).DistinctBy(map => map.Name),
            ]);
            foreach (var row in store.Query(FhirScript.Account))
                if (row[1] is string reason)
                    receipt.Drop((string)row[0]!, reason, Convert.ToInt64(row[2]));
                else
                    receipt.Use((string)row[0]!, Convert.ToInt64(row[2]));
            foreach (var row in store.Query(FhirScript.Coverage))
                receipt.Cover((string)row[0]!, Convert.ToInt64(row[1]), Convert.ToInt64(row[2]), store.Query(FhirScript.Missed, ("source", row[0]!))
                    .Select(missed => new UnmappedDrug((string?)missed[0] ?? "no code and no text", Convert.ToInt64(missed[1]))));
            if (Convert.ToInt64(store.Query("select count(*) from visit").Single()[0]) == 0)
                throw Faults.NothingUsable(root.FullName, receipt.DropsInWords());
        }
        catch (DuckDBException exception)
        {
            throw Faults.CannotDigest(root.FullName, exception);
        }
    }
}
