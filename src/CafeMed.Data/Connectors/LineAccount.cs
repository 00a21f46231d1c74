using System.Globalization;

namespace CafeMed.Data;

/// <summary>Counts what a script's table <c>line</c> says of the rows of its sources.</summary>
internal sealed class LineAccount(DuckStore store, SourceStage stage, int bucket)
{

    /// <summary>Tells the receipt; rows of tables that every bucket sees are noted down, for they count once in all.</summary>
    public void Tell(ReceiptBuilder receipt, CancellationToken ct)
    {
        var shared = string.Join(", ", stage.Shared.Select(name => $"'{DuckStore.Quoted(name)}'"));
        foreach (var row in store.Query($"select source, reason, count(distinct row) from line {(shared == "" ? "" : $"where source not in ({shared})")} group by all order by all"))
            Tell(receipt, row);
        if (shared != "")
            store.Execute($"copy (select source, row, if(bool_or(reason is null), null, min(reason)) as reason from line where source in ({shared}) group by all) to '{DuckStore.Quoted(Note(stage, bucket))}' (format parquet)", ct);
        foreach (var row in store.Query(
            """
            select source,
                   count(distinct row) filter (where reason is null and system = 'Atc'),
                   count(distinct row) filter (where reason = 'drug not in the drug map')
              from line
             where kind in ('Medication', 'AdmissionDrug') or reason = 'drug not in the drug map'
             group by source order by source
            """))
            receipt.Cover((string)row[0]!, Number(row[1]), Number(row[2]), Unmapped((string)row[0]!));
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
            "select value, count(distinct row) from line where source = $source and reason = 'drug not in the drug map' group by value order by 2 desc, 1",
            ("source", source)).Select(row => new UnmappedDrug((string)row[0]!, Number(row[1])));

    private static long Number(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
