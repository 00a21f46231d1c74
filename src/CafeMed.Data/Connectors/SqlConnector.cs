using System.Data.Common;
using System.Runtime.CompilerServices;
using DuckDB.NET.Data;

namespace CafeMed.Data;

/// <summary>A connector that is one script: DuckDB reads the files, this class keeps the accounts and reads the rows.</summary>
/// <remarks>
/// The script sees one table of text columns per <see cref="SourceTable"/> and the table <c>drug_map(name, atc)</c>, with the macro <c>name_of(text)</c>
/// that writes a drug name as the map does. It makes the tables
/// <c>visit(patient_id, visit_id, started_at, ended_at)</c> and <c>line(source, row, reason, visit_id, kind, system, value)</c>, and may give
/// <c>line</c> the columns <c>known_at</c> and, where visits of two patients may share an identifier, <c>patient_id</c>.
/// Every row of every source that has a <see cref="SourceTable.Key"/> must be in <c>line</c>: either once with a reason why it was dropped, or with a line for
/// each code it gives. Tables without one are dictionaries, of which every row counts as used.
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
        using var extract = await ExtractAsync(options, ct).ConfigureAwait(false);
        root = extract?.Root ?? root;
        if (!root.Exists && !(Tables.Any(table => table.EveryFile) && File.Exists(root.FullName)))
            throw Faults.FolderMissing(root.FullName);
        var part = PartAttribute.Of(GetType());
        receipt.Connector(part.Name, extract is null ? part.Source : $"{part.Source}; read from the {extract.Origin}");
        using var store = new DuckStore();
        var map = options.DrugMapFile is { } file ? DrugMap.Read(file) : DrugMap.Shipped();
        var folder = new SourceFolder(root, Folders);
        foreach (var table in Tables)
            await folder.StageAsync(store, table, receipt, ct).ConfigureAwait(false);
        map.Stage(store);
        store.Execute("create temp table if not exists code_map (system varchar, code varchar, atc varchar)", ct);
        Prepare(store);
        Run(store, root, receipt, ct);
        await foreach (var line in EventsAsync(store, root, ct).ConfigureAwait(false))
            yield return line;
        Conclude(receipt, root);
    }

    /// <summary>Fetches the tables from somewhere else than the folder, which is then not looked at; <see langword="null"/>, the default, reads the folder.</summary>
    protected virtual Task<SourceExtract?> ExtractAsync(ImportOptions options, CancellationToken ct) => Task.FromResult<SourceExtract?>(null);

    /// <summary>Looks at the receipt when everything was read; does nothing by default.</summary>
    /// <exception cref="CafeMedException">What was read is of no use.</exception>
    protected virtual void Conclude(ReceiptBuilder receipt, DirectoryInfo root)
    {
    }

    /// <summary>Adds further tables before the script runs; none by default.</summary>
    protected virtual void Prepare(DuckStore store)
    {
    }

    private void Run(DuckStore store, DirectoryInfo root, ReceiptBuilder receipt, CancellationToken ct)
    {
        try
        {
            store.Execute(Script, ct);
            Account(store, receipt, root);
            foreach (var table in Tables.Where(table => table.Key is null))
                receipt.Use(table.Name, Convert.ToInt64(store.Query($"select count(*) from {table.Name}").Single()[0]));
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
             group by value order by 2 desc, 1 limit 50
            """,
            ("source", source)).Select(row => new UnmappedDrug((string)row[0]!, Convert.ToInt64(row[1])));

    private static async IAsyncEnumerable<ClinicalEvent> EventsAsync(DuckStore store, DirectoryInfo root, [EnumeratorCancellation] CancellationToken ct)
    {
        using var command = store.Command(
            """
            with shape as (
                select null::varchar as patient_id, null::timestamp as known_at where false
            ), full_line as (
                select * from shape union all by name select * from line
            )
            select v.patient_id, v.visit_id, v.started_at, v.ended_at, l.kind, l.system, l.value, min(l.known_at)
              from full_line l join visit v on v.visit_id = l.visit_id and (l.patient_id is null or l.patient_id = v.patient_id)
             where l.reason is null and l.kind is not null
             group by all
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
        new Code(new CodeSystem(string.Intern(rows.GetString(5))), rows.GetString(6)),
        rows.IsDBNull(7) ? null : rows.GetDateTime(7));
}
