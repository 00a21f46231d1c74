using System.Data.Common;
using System.Runtime.CompilerServices;
using DuckDB.NET.Data;

namespace CafeMed.Data;

/// <summary>A connector that is one script: DuckDB reads the files, this class keeps the accounts and reads the rows.</summary>
/// <remarks>
/// The script sees one table of text columns per <see cref="SourceTable"/> and the table <c>drug_map(name, atc)</c>, with the macro <c>name_of(text)</c>
/// that writes a drug name as the map does. It makes the tables
/// <c>visit(patient_id, visit_id, started_at, ended_at)</c> and <c>line(source, row, reason, patient_id, visit_id, kind, system, value)</c>.
/// Every row of every source must be in <c>line</c>: either once with a reason why it was dropped, or with a line for each code it gives.
/// </remarks>
public abstract class SqlConnector : IConnector
{
    /// <summary>The reason that marks a drug row whose drug is not in the map; <c>value</c> then holds the drug as the source writes it.</summary>
    protected const string Unmapped = "drug not in the drug map";

    /// <summary>The files that the script reads.</summary>
    protected abstract IReadOnlyList<SourceTable> Tables { get; }

    /// <summary>Folders below the root in which the files may lie, in order of preference; the root itself is tried last.</summary>
    protected abstract IReadOnlyList<string> Folders { get; }

    /// <summary>Makes the tables <c>visit</c> and <c>line</c>.</summary>
    protected abstract string Script { get; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ClinicalEvent> ReadAsync(
        DirectoryInfo root, ImportOptions options, ReceiptBuilder receipt, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(receipt);
        ct.ThrowIfCancellationRequested();
        if (!root.Exists)
            throw Faults.FolderMissing(root.FullName);
        receipt.Connector(PartAttribute.Of(GetType()));
        using var store = new DuckStore();
        var maps = options.Maps();
        var folder = new SourceFolder(root, Folders);
        foreach (var table in Tables)
            await folder.StageAsync(store, table, receipt, ct).ConfigureAwait(false);
        var staged = maps.Stage(store);
        foreach (var table in Tables.Where(table => table.Drugs.Count > 0))
            staged.Drugs([.. table.Drugs.Select(drug => drug.System)], $"select {string.Join(", ", table.Drugs.Select(drug => drug.Sql))}, count(*) from {table.Name} group by all");
        if (options.IcdEdition is { } edition)
            staged.Icd(edition);
        Prepare(store);
        Run(store, staged, root, receipt, ct);
        await foreach (var line in EventsAsync(store, root, ct).ConfigureAwait(false))
            yield return line;
    }

    /// <summary>Adds further tables before the script runs; none by default.</summary>
    protected virtual void Prepare(DuckStore store)
    {
    }

    private void Run(DuckStore store, StagedMaps staged, DirectoryInfo root, ReceiptBuilder receipt, CancellationToken ct)
    {
        try
        {
            store.Execute(Script, ct);
            foreach (var coverage in staged.Recode())
                receipt.Cover(coverage);
            receipt.Mapped(staged.Receipts());
            Account(store, receipt, root);
        }
        catch (DuckDBException exception)
        {
            throw Faults.CannotDigest(root.FullName, exception);
        }
    }

    private static void Account(DuckStore store, ReceiptBuilder receipt, DirectoryInfo root)
    {
        foreach (var row in store.Query("select source, reason, count(distinct row) from line group by all order by all"))
            if (row[1] is string reason)
                receipt.Drop((string)row[0]!, reason, Convert.ToInt64(row[2]));
            else
                receipt.Use((string)row[0]!, Convert.ToInt64(row[2]));
        foreach (var row in store.Query(
            """
            select source,
                   count(distinct row) filter (where reason is null and system = 'Atc'),
                   count(distinct row) filter (where reason = 'drug not in the drug map')
              from line
             where kind in ('Medication', 'AdmissionDrug') or reason = 'drug not in the drug map'
             group by source order by source
            """))
            receipt.Cover((string)row[0]!, Convert.ToInt64(row[1]), Convert.ToInt64(row[2]), TopUnmapped(store, (string)row[0]!));
        if (Convert.ToInt64(store.Query("select count(*) from visit").Single()[0]) == 0)
            throw Faults.NothingUsable(root.FullName, receipt.DropsInWords());
    }

    private static IEnumerable<UnmappedDrug> TopUnmapped(DuckStore store, string source) =>
        store.Query(
            """
            select value, count(distinct row) from line
             where source = $source and reason = 'drug not in the drug map'
             group by value order by 2 desc, 1 limit 500
            """,
            ("source", source)).Select(row => new UnmappedDrug((string)row[0]!, Convert.ToInt64(row[1])));

    private static async IAsyncEnumerable<ClinicalEvent> EventsAsync(DuckStore store, DirectoryInfo root, [EnumeratorCancellation] CancellationToken ct)
    {
        using var command = store.Command(
            """
            select distinct v.patient_id, v.visit_id, v.started_at, v.ended_at, l.kind, l.system, l.value
              from line l join visit v using (visit_id)
             where l.reason is null and l.kind is not null
             order by v.patient_id, v.started_at, v.visit_id, l.kind, l.system, l.value
            """);
        command.UseStreamingMode = true;
        await using var rows = await ReadingAsync(() => command.ExecuteReaderAsync(ct), root).ConfigureAwait(false);
        while (await ReadingAsync(() => rows.ReadAsync(ct), root).ConfigureAwait(false))
        {
            ct.ThrowIfCancellationRequested();
            yield return EventOf(rows);
        }
    }

    // A sort that spills can meet a full disk as late as here.
    private static async Task<T> ReadingAsync<T>(Func<Task<T>> read, DirectoryInfo root)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (DuckDBException exception)
        {
            throw Faults.CannotDigest(root.FullName, exception);
        }
    }

    private static ClinicalEvent EventOf(DbDataReader rows) => new(
        rows.GetString(0),
        rows.GetString(1),
        rows.GetDateTime(2),
        rows.IsDBNull(3) ? null : rows.GetDateTime(3),
        Enum.Parse<CodeKind>(rows.GetString(4)),
        new Code(new CodeSystem(string.Intern(rows.GetString(5))), rows.GetString(6)));
}
