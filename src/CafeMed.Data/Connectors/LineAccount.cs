using System.Globalization;

namespace CafeMed.Data;

/// <summary>Counts what a script's table <c>line</c> says of the rows of its sources.</summary>
internal sealed class LineAccount(DuckStore store, SourceStage stage, int bucket)
{
    private const string NoMap = "drug not in the drug map";
    private const long MostBits = 100_000_000;

    /// <summary>Tells the receipt; rows of tables that every bucket sees are noted down, for they count once in all.</summary>
    public void Tell(ReceiptBuilder receipt, CancellationToken ct)
    {
        var shared = stage.Shared;
        var rows = Rows();
        foreach (var source in store.Query(
            $"""
            select source, reason, {string.Format(CultureInfo.InvariantCulture, rows, "")}, {string.Format(CultureInfo.InvariantCulture, rows, "filter (where kind in ('Medication', 'AdmissionDrug') and system = 'Atc')")}, bool_or(kind in ('Medication', 'AdmissionDrug'))
              from line group by source, reason order by all
            """).GroupBy(row => (string)row[0]!, StringComparer.Ordinal))
        {
            foreach (var row in source.Where(_ => !shared.Contains(source.Key)))
                Tell(receipt, row);
            if (source.Any(row => row[1] as string == NoMap || row[4] is true))
                receipt.Cover(source.Key, source.Where(row => row[1] is null).Sum(row => Number(row[3])), source.Where(row => row[1] as string == NoMap).Sum(row => Number(row[2])), Unmapped(source.Key));
        }
        if (shared.Count > 0)
            store.Execute(
                $"""
                copy (select source, row, if(bool_or(reason is null), null, min(reason)) as reason from line
                       where source in ({string.Join(", ", shared.Select(name => $"'{DuckStore.Quoted(name)}'"))}) group by all) to '{DuckStore.Quoted(Note(stage, bucket))}' (format parquet)
                """, ct);
    }

    /// <summary>Tells the receipt of the tables that every bucket saw: a row is used if one bucket used it.</summary>
    public static void TellShared(SourceStage stage, ReceiptBuilder receipt)
    {
        if (stage.Shared.Count == 0)
            return;
        using var store = new DuckStore(threads: 2, megabytes: 1000, stage.Work.Spill);
        var notes = string.Join(", ", Enumerable.Range(0, stage.Buckets).Select(bucket => $"'{DuckStore.Quoted(Note(stage, bucket))}'"));
        foreach (var row in store.Query(
            $"""
            select source, reason, count(*)
              from (select source, row, if(bool_or(reason is null), null, min(reason)) as reason from read_parquet([{notes}]) group by all)
             group by all order by all
            """))
            Tell(receipt, row);
    }

    // How many different rows: a bit for each costs a fifth of a set of them.
    private string Rows()
    {
        var range = store.Query("select min(row), max(row), typeof(any_value(row)) from line").Single();
        return range is [not null, not null, "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT"] && Number(range[0]) >= 0 && Number(range[1]) < MostBits
            ? $"coalesce(bit_count(bitstring_agg(row, 0, {Number(range[1])}) {{0}}), 0)"
            : "count(distinct row) {0}";
    }

    private static string Note(SourceStage stage, int bucket) => stage.Work.File($"accounts/shared-{bucket:000}.parquet");

    private static void Tell(ReceiptBuilder receipt, object?[] row)
    {
        if (row[1] is string reason)
            receipt.Drop((string)row[0]!, reason, Number(row[2]));
        else
            receipt.Use((string)row[0]!, Number(row[2]));
    }

    private IEnumerable<UnmappedDrug> Unmapped(string source) =>
        store.Query(
            "select value, count(distinct row) from line where source = $source and reason = $reason group by value order by 2 desc, 1",
            ("source", source), ("reason", NoMap)).Select(row => new UnmappedDrug((string)row[0]!, Number(row[1])));

    private static long Number(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
