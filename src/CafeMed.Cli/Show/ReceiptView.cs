using CafeMed.Data;

namespace CafeMed.Cli.Show;

/// <summary>What became of the rows of a data set.</summary>
internal static class ReceiptView
{
    /// <summary>Prints rows in, rows used, and rows dropped with the reason; and how much the drug map knew.</summary>
    public static void Show(Page page, CohortReceipt receipt)
    {
        if (receipt.Tables.IsEmpty)
            return;
        page.Heading("Receipt: what became of the rows");
        page.Table(
            ["<table", "rows in", "used", "dropped"],
            receipt.Tables.Select(table => new[] { table.Table, Figures.Count(table.Rows), Figures.Count(table.Used), Figures.Count(table.Rows - table.Used) }));
        foreach (var table in receipt.Tables)
            foreach (var drop in table.Dropped)
                page.Text($"{table.Table}: {Figures.Of(drop.Rows, "row")} dropped: {drop.Reason}");
        foreach (var drop in receipt.CriterionDrops.Where(drop => drop.Visits > 0 || drop.Patients > 0 || drop.Codes > 0))
            page.Text($"criterion \"{drop.Criterion}\": {Figures.Of(drop.Visits, "visit")}, {Figures.Of(drop.Patients, "patient")} and {Figures.Of(drop.Codes, "code")} left out");
        foreach (var coverage in receipt.Coverage)
            page.Text($"{coverage.Table}: {Figures.Percent(coverage.Share)} of {coverage.What}{Most(coverage)}");
        foreach (var map in receipt.Maps.Where(map => map.Rows is not null))
            page.Text($"map {map.Name} (SHA-256 {map.Sha256[..12]}…): {Figures.Of(map.Entries, "pair")}, which changed {Figures.Of(map.Rows ?? 0, "row")}");
    }

    /// <summary>The same as label and value, for the report.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Lines(CohortReceipt receipt)
    {
        yield return new("Source", receipt.Source);
        foreach (var table in receipt.Tables)
        {
            yield return new($"{table.Table}: rows in, used", $"{Figures.Count(table.Rows)}, {Figures.Count(table.Used)}");
            foreach (var drop in table.Dropped)
                yield return new($"{table.Table}: dropped, {drop.Reason}", Figures.Count(drop.Rows));
        }
        foreach (var drop in receipt.CriterionDrops.Where(drop => drop.Visits > 0 || drop.Patients > 0 || drop.Codes > 0))
            yield return new($"Criterion: {drop.Criterion}", $"{Figures.Of(drop.Visits, "visit")}, {Figures.Of(drop.Patients, "patient")} left out");
        foreach (var coverage in receipt.Coverage)
            yield return new($"{coverage.Table}: {coverage.What}", Figures.Percent(coverage.Share));
    }

    private static string Most(MapCoverage coverage) => coverage.Top.IsEmpty
        ? ""
        : $"; not in the map, most frequent first: {string.Join(", ", coverage.Top.Take(5).Select(drug => $"{drug.Drug} ({Figures.Count(drug.Rows)})"))}";
}
