using System.Globalization;
using System.Runtime.CompilerServices;
using CafeMed.Data.Legacy;

namespace CafeMed.Data;

/// <summary>The pickles of the SafeDrug line: <c>records_final.pkl</c> with <c>voc_final.pkl</c>, and its tables where they are there.</summary>
/// <remarks>
/// <para>Read without Python, data only (<see cref="Pickle.PickleReader"/>). A patient is a place in the list (<c>00000012</c>), so the order of identifiers is the list's.</para>
/// <para><b>Times are made up.</b> The files have none: visits lie a day apart from 1 January 2000, in the list's order. Medications are of ATC level 3 ("four characters").
/// What the words of a vocabulary are is told by their form; docs/legacy.md has the rules.</para>
/// </remarks>
[Part("legacy",
    Source = "Yang et al. 2021, SafeDrug: Dual Molecular Graph Encoders for Recommending Effective and Safe Drug Combinations, doi:10.24963/ijcai.2021/514",
    Summary = "pickles of the SafeDrug line (records_final.pkl, voc_final.pkl, ddi_A_final.pkl)")]
public sealed class LegacyPickles : IConnector
{
    private static readonly DateTime s_first = new(2000, 1, 1);
    private static readonly CodeKind[] s_kinds = [CodeKind.Diagnosis, CodeKind.Procedure, CodeKind.Medication];

    /// <summary>No: the files have no times, so the time between two visits means nothing.</summary>
    public bool HasRealTimes { get; }

    /// <summary>What a visit's medications are.</summary>
    public string Label { get; } = "the medications that the records list for the visit, as words of med_voc (ATC level 3, as a rule)";

    /// <inheritdoc/>
    public async IAsyncEnumerable<ClinicalEvent> ReadAsync(
        DirectoryInfo root, ImportOptions options, ReceiptBuilder receipt, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(receipt);
        ct.ThrowIfCancellationRequested();
        if (!root.Exists)
            throw Faults.FolderMissing(root.FullName);
        receipt.Connector(PartAttribute.Of(GetType()));
        var (file, words) = (LegacyNames.Require(root, LegacyNames.Records), LegacyNames.Require(root, LegacyNames.Words));
        var (diagnoses, procedures, medications) = LegacyVocabulary.Read(words, ct);
        var records = LegacyRecords.Read(file, ct);
        await AccountAsync(root, records, [diagnoses, procedures, medications], receipt, ct).ConfigureAwait(false);
        for (var patient = 0; patient < records.Patients; patient++)
        {
            ct.ThrowIfCancellationRequested();
            foreach (var line in Events(records, [diagnoses, procedures, medications], patient, file))
                yield return line;
        }
    }

    private static IEnumerable<ClinicalEvent> Events(LegacyRecords records, LegacyVocabulary[] vocabularies, int patient, FileInfo file)
    {
        var id = patient.ToString("D8", CultureInfo.InvariantCulture);
        var place = 0;
        foreach (var visit in records.VisitsOf(patient))
        {
            var (visitId, start) = (string.Create(CultureInfo.InvariantCulture, $"{id}-{place:D6}"), s_first.AddDays(place));
            for (var list = 0; list < s_kinds.Length; list++)
            {
                var codes = new SortedSet<Code>();
                foreach (var number in records.Numbers(visit, list, patient))
                    codes.Add(vocabularies[list].Of(number)
                        ?? throw LegacyFaults.UnknownWord(file.FullName, $"visit {place} of patient {patient}", number, vocabularies[list].Count, vocabularies[list].Name));
                foreach (var code in codes)
                    yield return new(id, visitId, start, null, s_kinds[list], code);
            }
            place++;
        }
    }

    private static async Task AccountAsync(DirectoryInfo root, LegacyRecords records, LegacyVocabulary[] vocabularies, ReceiptBuilder receipt, CancellationToken ct)
    {
        var (visits, codes) = records.Count();
        if (visits == 0)
            throw Faults.NothingUsable(root.FullName, $"{LegacyNames.Records} lists {records.Patients} patient(s) and no visit");
        var extra = Extra(records);
        receipt.Rows("records_final", codes);
        receipt.Use("records_final", codes - extra);
        if (extra > 0)
            receipt.Drop("records_final", "in a fourth list, or a later one, of a visit", extra);
        receipt.Absent("times of visits", "the files have none: the list's order is kept, a day apart, and no gaps of time are known");
        foreach (var vocabulary in vocabularies)
        {
            receipt.Rows(vocabulary.Name, vocabulary.Count);
            receipt.Use(vocabulary.Name, vocabulary.Count);
            if (vocabulary.Unknown > 0)
                receipt.Absent($"{vocabulary.Name}, system", $"the form of {vocabulary.Unknown} word(s) is that of no code: kept as local words");
        }
        await TablesAsync(root, vocabularies, receipt, ct).ConfigureAwait(false);
    }

    private static long Extra(LegacyRecords records) => Enumerable.Range(0, records.Patients)
        .Sum(patient => records.VisitsOf(patient).Sum(visit => visit.Items.Skip(s_kinds.Length).Sum(LegacyRecords.Length)));

    private static async Task TablesAsync(DirectoryInfo root, LegacyVocabulary[] vocabularies, ReceiptBuilder receipt, CancellationToken ct)
    {
        foreach (var name in new[] { LegacyNames.Records, LegacyNames.Words })
            receipt.File(await FileOf(LegacyNames.Require(root, name), ct).ConfigureAwait(false));
        var medications = vocabularies[^1].Size;
        await TableAsync(root, LegacyNames.Interactions, medications, "used under --protocol legacy, where pairs are the interactions", used: true, receipt, ct).ConfigureAwait(false);
        await TableAsync(root, LegacyNames.Together, medications, "a study counts drugs given together itself, in its training part", used: false, receipt, ct).ConfigureAwait(false);
        await TableAsync(root, LegacyNames.Substructures, null, "no network here reads it", used: false, receipt, ct).ConfigureAwait(false);
        foreach (var file in LegacyNames.EffectTables(root))
            await TableAsync(root, file.Name, null, "a study estimates effects itself, in its training part; these may have seen test patients", used: false, receipt, ct).ConfigureAwait(false);
    }

    private static async Task TableAsync(DirectoryInfo root, string name, int? size, string why, bool used, ReceiptBuilder receipt, CancellationToken ct)
    {
        var file = new FileInfo(Path.Combine(root.FullName, name));
        var table = Path.GetFileNameWithoutExtension(name);
        if (!file.Exists)
        {
            receipt.Absent(table, "not there (optional)");
            return;
        }
        var cells = LegacyTable.Read(file, ct);
        if (size is { } expected && (cells.Rows != expected || cells.Columns != expected))
            throw LegacyFaults.WrongSize(file.FullName, cells.Rows, cells.Columns, $"{expected} by {expected}, as med_voc asks");
        receipt.File(await FileOf(file, ct).ConfigureAwait(false));
        receipt.Rows(table, cells.Rows);
        if (used)
            receipt.Use(table, cells.Rows);
        else
            receipt.Drop(table, why, cells.Rows);
    }

    private static async Task<SourceFile> FileOf(FileInfo file, CancellationToken ct)
    {
        var check = await SourceCheck.RunAsync(file, ct).ConfigureAwait(false);
        return new(file.Name, file.Length, check);
    }
}
