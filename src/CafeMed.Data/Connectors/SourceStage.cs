using System.Collections.Concurrent;
using DuckDB.NET.Data;

namespace CafeMed.Data;

/// <summary>A data set whose files were read and dealt to buckets of patients.</summary>
internal sealed class SourceStage(
    PartAttribute part, DirectoryInfo root, IReadOnlyList<SourceTable> tables, TableStager stager, ImportWork work, int buckets, CodeMaps maps, int? icdEdition, string script)
{
    private readonly ConcurrentDictionary<string, StagedTable> _staged = new(StringComparer.Ordinal);

    /// <summary>The data set's folder.</summary>
    public DirectoryInfo Root => root;

    /// <summary>How many buckets there are.</summary>
    public int Buckets => buckets;

    /// <summary>Where the work is kept.</summary>
    public ImportWork Work => work;

    /// <summary>The tables that every bucket sees as a whole, where there are several buckets.</summary>
    public IReadOnlyList<string> Shared => buckets == 1 ? [] : [.. tables.Where(table => table.Key is null && !table.IsDictionary).Select(table => table.Name)];

    /// <summary>The script that runs on each bucket.</summary>
    public string Script => script;

    /// <summary>Reads the files: first those that say whose rows the others' are.</summary>
    public async Task ReadAsync(string? whole, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        var done = 0;
        // The largest first: it would keep one core waiting at the end.
        foreach (var wave in tables.OrderByDescending(stager.SizeOf).GroupBy(table => buckets > 1 && table.KeyOf is not null).OrderBy(wave => wave.Key))
            await Parallel.ForEachAsync(wave, new ParallelOptions { MaxDegreeOfParallelism = buckets > 1 ? 2 : 1, CancellationToken = ct }, async (table, stop) =>
            {
                progress?.Report(new("Reading", table.Name, done, tables.Count));
                _staged[table.Name] = await stager.RunAsync(table, stop).ConfigureAwait(false);
                progress?.Report(new("Reading", table.Name, Interlocked.Increment(ref done), tables.Count));
            }).ConfigureAwait(false);
        if (whole is not null && !File.Exists(WholeFile))
            Ask(whole, ct);
    }

    /// <summary>Tells the receipt what was read, and with what.</summary>
    public void Tell(ReceiptBuilder receipt, string? origin)
    {
        receipt.Connector(part.Name, origin is null ? part.Source : $"{part.Source}; read from the {origin}");
        foreach (var table in tables)
        {
            var staged = _staged[table.Name];
            if (staged.Files.IsEmpty)
            {
                receipt.Absent(table.Name, $"not there (optional): {table.OptionalFor}");
                continue;
            }
            foreach (var file in staged.Files)
                receipt.Read(table.Name, staged.Rows, file);
            foreach (var column in staged.Lacking)
                receipt.Drop(table.Name, $"no column {column} (optional), so read as empty", 0);
            if (table.IsDictionary)
                receipt.Use(table.Name, staged.Rows);
            foreach (var reason in staged.Reasons)
                receipt.Unreadable(table.Name, reason.Reason, reason.Rows);
        }
    }

    /// <summary>Loads the tables of a bucket, and the maps with what they say of the bucket's drugs.</summary>
    public StagedMaps Load(DuckStore store, int bucket, CancellationToken ct)
    {
        foreach (var table in tables)
            stager.Load(store, table, bucket, ct);
        if (File.Exists(WholeFile))
            store.Execute($"create temp table whole as select * from read_parquet('{DuckStore.Quoted(WholeFile)}')", ct);
        var staged = maps.Stage(store);
        foreach (var table in tables.Where(table => table.Drugs.Count > 0))
            staged.Drugs([.. table.Drugs.Select(drug => drug.System)], $"select {string.Join(", ", table.Drugs.Select(drug => drug.Sql))}, count(*) from {table.Name} group by all");
        if (icdEdition is { } edition)
            staged.Icd(edition);
        return staged;
    }

    private string WholeFile => work.File("tables/whole.parquet");

    private void Ask(string whole, CancellationToken ct)
    {
        try
        {
            using var store = new DuckStore(threads: 2, megabytes: 1000, work.Spill);
            foreach (var table in tables)
                stager.Show(store, table, ct);
            var draft = work.File("tables/whole.part");
            store.Execute($"copy ({whole}) to '{DuckStore.Quoted(draft)}' (format parquet)", ct);
            File.Move(draft, WholeFile);
        }
        catch (DuckDBException exception)
        {
            throw Faults.CannotDigest(root.FullName, exception);
        }
    }
}
