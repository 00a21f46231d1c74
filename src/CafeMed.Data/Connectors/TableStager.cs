using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.ExceptionServices;
using DuckDB.NET.Data;

namespace CafeMed.Data;

/// <summary>Reads one source file once, row by row in its order, and writes its rows as Parquet: a file for each bucket of patients, or one for all.</summary>
internal sealed class TableStager(IReadOnlyList<SourceTable> tables, SourceFolder folder, ImportWork work, int buckets, double maxUnreadable)
{
    private const int MostRejects = 1_000_000;

    /// <summary>Stages <paramref name="table"/>, unless an earlier run did.</summary>
    public async Task<StagedTable> RunAsync(SourceTable table, CancellationToken ct)
    {
        if (work.Read<StagedTable>(ImportWork.TableNote(table.Name)) is { } done)
            return done;
        work.Clear(table.Name);
        var staged = new StagedTable(table.Name, 0, 0, []);
        foreach (var file in folder.FindAll(table))
            staged = staged.Plus(await StageAsync(table, file, staged, ct).ConfigureAwait(false));
        work.Write(ImportWork.TableNote(table.Name), staged);
        return staged;
    }

    /// <summary>The bytes of a table's files.</summary>
    public long SizeOf(SourceTable table) => folder.FindAll(table).Sum(file => file.Length);

    /// <summary>Loads the rows of a bucket into a table of the store.</summary>
    public void Load(DuckStore store, SourceTable table, int bucket, CancellationToken ct) => store.Execute(
        $"create temp table {table.Name} as select {string.Join(", ", table.AllColumns.Select(Quote))} from {Source(table, table.Key is null ? 0 : bucket)}", ct);

    /// <summary>Shows the rows of all buckets as a view of the store.</summary>
    public void Show(DuckStore store, SourceTable table, CancellationToken ct) => store.Execute(
        $"create temp view {table.Name} as {string.Join(" union all ", Enumerable.Range(0, table.Key is null ? 1 : buckets).Select(bucket => $"select {string.Join(", ", table.AllColumns.Select(Quote))} from {Source(table, bucket)}"))}", ct);

    private string Source(SourceTable table, int bucket)
    {
        var place = Dealt(table) ? Path.Combine(work.Table(table.Name), $"bucket={bucket}") : work.Table(table.Name);
        return Directory.Exists(place) && Directory.EnumerateFiles(place, "*.parquet").Any()
            ? $"read_parquet('{DuckStore.Quoted(place)}/*.parquet', hive_partitioning = false)"
            : $"(select {string.Join(", ", Columns(table).Select(column => $"null::varchar as {Quote(column)}"))} where false)";
    }

    private bool Dealt(SourceTable table) => buckets > 1 && table.Key is not null;

    // Beside what the script reads: the column that deals the rows, and those by which this table deals the rows of others.
    private IEnumerable<string> Columns(SourceTable table) => Dealt(table)
        ? table.AllColumns.Append(table.Key!).Concat(tables.Where(other => other.KeyOf == table.Name).Select(other => other.Key!)).Distinct(StringComparer.Ordinal)
        : table.AllColumns;

    private async Task<StagedTable> StageAsync(SourceTable table, FileInfo file, StagedTable before, CancellationToken ct)
    {
        var part = before.Files.Length;
        var parquet = file.Extension.Equals(".parquet", StringComparison.OrdinalIgnoreCase);
        // The hash reads beside the copy, so that a large file comes from the disk once.
        var checking = Task.Run(() => SourceCheck.RunAsync(file, ct), ct);
        ExceptionDispatchInfo? failed = null;
        DuckStore? read = null;
        try
        {
            read = Read(table, file, parquet, part, everyColumn: false, ct) ?? Read(table, file, parquet, part, everyColumn: true, ct)!;
        }
        catch (Exception exception)
        {
            failed = ExceptionDispatchInfo.Capture(exception is DuckDBException ? Faults.Unreadable(file.FullName, exception) : exception);
        }
        using var store = read;
        // That a file is cut off says more than what is missing in it.
        var sha256 = await checking.ConfigureAwait(false);
        failed?.Throw();
        var rows = Count(store!, table) - before.Rows;
        var rejects = parquet ? [] : Quarantine.Write(store!, table.Name, folder.NameOf(file), work.Quarantine(part == 0 ? table.Name : $"{table.Name}-{part:00000}"), MostRejects);
        var unreadable = rejects.Sum(reject => reject.Rows);
        if (unreadable > maxUnreadable * (rows + unreadable))
            throw DataFaults.TooManyUnreadable(file.FullName, unreadable, rows + unreadable, maxUnreadable, rejects[0].Reason);
        return new(table.Name, rows, unreadable, [new(folder.NameOf(file), file.Length, sha256)]) { Reasons = rejects, Lacking = Lacking(table, file, store!, parquet) };
    }

    // The store that holds what was rejected; or null where DuckDB lost its way: where it reads some columns of a file, a quote out of place behind them is more than it can note down.
    private DuckStore? Read(SourceTable table, FileInfo file, bool parquet, int part, bool everyColumn, CancellationToken ct)
    {
        var store = new DuckStore(threads: 1, megabytes: 500, work.Spill);
        try
        {
            var header = HeaderOf(store, file, parquet);
            Copy(store, table, file, header is [""] ? throw Faults.NoHeader(file.FullName) : header, parquet, part, everyColumn, ct);
            return store;
        }
        catch (DuckDBException exception) when (!everyColumn && exception.Message.Contains("INTERNAL", StringComparison.Ordinal))
        {
            store.Dispose();
            foreach (var begun in Directory.GetFiles(work.Table(table.Name), $"part-{part:00000}*.parquet", SearchOption.AllDirectories))
                File.Delete(begun);
            return null;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    private static IReadOnlyList<string> HeaderOf(DuckStore store, FileInfo file, bool parquet) => parquet ? ParquetHeader(store, file) : SourceCheck.HeaderOf(file);

    private static ImmutableArray<string> Lacking(SourceTable table, FileInfo file, DuckStore store, bool parquet)
    {
        var header = HeaderOf(store, file, parquet);
        return [.. table.OptionalColumns.Where(column => PlaceOf(column, header) < 0)];
    }

    private void Copy(DuckStore store, SourceTable table, FileInfo file, IReadOnlyList<string> header, bool parquet, int part, bool everyColumn, CancellationToken ct)
    {
        var columns = Columns(table).Select(column => (Column: column, At: table.OptionalColumns.Contains(column) ? PlaceOf(column, header) : PlaceOf(column, header, file))).ToList();
        var source = parquet
            ? $"read_parquet('{DuckStore.Quoted(file.FullName)}')"
            : $"read_csv('{DuckStore.Quoted(file.FullName)}', header = true, auto_detect = false, columns = {{{string.Join(", ", header.Select((_, i) => $"'c{i}': 'varchar'"))}}}, delim = ',', quote = '\"', escape = '\"', store_rejects = true, rejects_limit = {MostRejects}){(everyColumn ? $" where concat_ws('', {string.Join(", ", header.Select((_, i) => $"c{i}"))}) is not null" : "")}";
        string Cell(int at) => at < 0 ? "null::varchar" : parquet ? $"{Quote(header[at])}::varchar" : $"c{at}";
        var cells = string.Join(", ", columns.Select(column => $"{Cell(column.At)} as {Quote(column.Column)}"));
        var place = DuckStore.Quoted(work.Table(table.Name));
        if (!Dealt(table))
            store.Execute($"copy (select {cells} from {source}) to '{place}/part-{part:00000}.parquet' (format parquet, compression lz4)", ct);
        else
        {
            store.AddBuckets(buckets);
            store.Execute("set partitioned_write_max_open_files = 256", ct);
            store.Execute($"copy ({Deal(table, $"select {cells} from {source}")}) to '{place}' (format parquet, compression lz4, row_group_size 20000, partition_by (bucket), filename_pattern 'part-{part:00000}-{{i}}', overwrite_or_ignore)", ct);
        }
    }

    private string Deal(SourceTable table, string rows)
    {
        if (table.KeyOf is null)
            return $"select *, bucket_of({Quote(table.Key!)}) as bucket from ({rows})";
        var key = Quote(table.Key!);
        var parent = DuckStore.Quoted(work.Table(table.KeyOf));
        return
            $"""
            select r.*, coalesce(m.bucket, 0) as bucket from ({rows}) r
              left join (select {key}, min(bucket) as bucket from read_parquet('{parent}/*/*.parquet', hive_partitioning = true) group by all) m on m.{key} = r.{key}
            """;
    }

    private long Count(DuckStore store, SourceTable table)
    {
        var place = work.Table(table.Name);
        return Directory.EnumerateFiles(place, "*.parquet", SearchOption.AllDirectories).Any()
            ? Convert.ToInt64(store.Query($"select count(*) from read_parquet('{DuckStore.Quoted(place)}/{(Dealt(table) ? "*/" : "")}*.parquet')").Single()[0], CultureInfo.InvariantCulture)
            : 0;
    }

    private static List<string> ParquetHeader(DuckStore store, FileInfo file)
    {
        try
        {
            return [.. store.Query($"select column_name from (describe select * from read_parquet('{DuckStore.Quoted(file.FullName)}'))").Select(row => (string)row[0]!)];
        }
        catch (DuckDBException exception)
        {
            throw file.Length == 0 ? Faults.NoHeader(file.FullName) : Faults.Unreadable(file.FullName, exception);
        }
    }

    private static int PlaceOf(string column, IReadOnlyList<string> header, FileInfo file) =>
        PlaceOf(column, header) is >= 0 and var at ? at : throw Faults.ColumnMissing(column, file.FullName, header);

    private static int PlaceOf(string column, IReadOnlyList<string> header)
    {
        for (var i = 0; i < header.Count; i++)
            if (header[i].Trim().Equals(column, StringComparison.OrdinalIgnoreCase))
                return i;
        return -1;
    }

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
