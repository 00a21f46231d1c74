using CafeMed.Data;

namespace CafeMed.Cli.Show;

/// <summary>What became of the rows of a data set.</summary>
internal static class ReceiptView
{
    private const int Bar = 24;
    private const int MostReasons = 6;

    /// <summary>Prints rows in, rows used, rows dropped with the reason, the funnel from rows to patients, and how much the drug map knew.</summary>
    public static void Show(Page page, CohortReceipt receipt)
    {
        if (receipt.Tables.IsEmpty && receipt.CriterionDrops.IsEmpty)
            return;
        page.Heading("Receipt: what became of the rows");
        if (!receipt.Tables.IsEmpty)
            page.Table(
                ["<table", "rows in", "used", "dropped", "unreadable"],
                receipt.Tables.Select(table => new[]
                {
                    table.Table, Figures.Count(table.Rows), Figures.Count(table.Used), Figures.Count(table.Rows - table.Used), table.Unreadable == 0 ? "" : Figures.Count(table.Unreadable),
                }));
        foreach (var table in receipt.Tables)
            foreach (var drop in table.Dropped)
                page.Text(drop.Rows == 0 ? $"{table.Table}: {drop.Reason}" : $"{table.Table}: {Figures.Of(drop.Rows, "row")} dropped: {drop.Reason}");
        Funnel(page, receipt);
        foreach (var coverage in receipt.Coverage)
            page.Text($"{coverage.Table}: {Figures.Percent(coverage.Share)} of {coverage.What}{Most(coverage)}");
        foreach (var map in receipt.Maps.Where(map => map.Rows is not null))
            page.Text($"map {map.Name} (SHA-256 {map.Sha256[..12]}…): {Figures.Of(map.Entries, "pair")}, which changed {Figures.Of(map.Rows ?? 0, "row")}");
        if (receipt.Overlaps > 0)
            page.Text($"{Figures.Of(receipt.Overlaps, "visit")} began before an earlier one of the same patient had ended; all are kept");
        if (receipt.Label.Length > 0)
            page.Text($"label: {receipt.Label}");
    }

    /// <summary>The same as label and value, for the report.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Lines(CohortReceipt receipt)
    {
        yield return new("Source", receipt.Source);
        if (receipt.Label.Length > 0)
            yield return new("Label", receipt.Label);
        foreach (var table in receipt.Tables)
        {
            yield return new($"{table.Table}: rows in, used", $"{Figures.Count(table.Rows)}, {Figures.Count(table.Used)}");
            foreach (var drop in table.Dropped)
                yield return drop.Rows == 0 ? new(table.Table, drop.Reason) : new($"{table.Table}: dropped, {drop.Reason}", Figures.Count(drop.Rows));
        }
        foreach (var drop in receipt.CriterionDrops.Where(drop => drop.Visits > 0 || drop.Patients > 0 || drop.Codes > 0))
            yield return new($"Criterion: {drop.Criterion}", $"{Figures.Of(drop.Visits, "visit")}, {Figures.Of(drop.Patients, "patient")} left out");
        foreach (var coverage in receipt.Coverage)
            yield return new($"{coverage.Table}: {coverage.What}", Figures.Percent(coverage.Share));
    }

    private static void Funnel(Page page, CohortReceipt receipt)
    {
        if (receipt.Funnel.IsEmpty)
            return;
        page.Heading("Funnel: what each step kept");
        page.Table(
            ["<step", "<of", "in", "out", "<kept"],
            receipt.Funnel.SelectMany(step => step.Counts.Select((count, i) => new[] { i == 0 ? step.Step : "", count.Unit, Figures.Count(count.In), Figures.Count(count.Out), Kept(count) })));
        foreach (var step in receipt.Funnel)
            foreach (var reason in step.Reasons.Where(reason => reason.Rows > 0 && !step.Step.StartsWith("keep where", StringComparison.Ordinal)).Take(MostReasons))
                page.Text($"{step.Step}: {Figures.Count(reason.Rows)}: {reason.Reason}");
    }

    private static string Kept(FunnelCount count)
    {
        if (count.In == 0)
            return "";
        var share = (double)count.Out / count.In;
        if (count.Unit == FunnelCount.RowsToCodes)
            return $"{share.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)} codes a row";
        var full = (int)Math.Round(Bar * Math.Min(1, share));
        return $"{new string('█', full)}{new string('░', Bar - full)} {Figures.Percent(share)}";
    }

    private static string Most(MapCoverage coverage) => coverage.Top.IsEmpty
        ? ""
        : $"; not in the map, most frequent first: {string.Join(", ", coverage.Top.Take(5).Select(drug => $"{drug.Drug} ({Figures.Count(drug.Rows)})"))}";
}
