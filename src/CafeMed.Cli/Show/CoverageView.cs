using CafeMed.Data;

namespace CafeMed.Cli.Show;

/// <summary>What maps did not know, with bars.</summary>
internal static class CoverageView
{
    private const int BarWidth = 20;

    /// <summary>Prints for each table how much was mapped, and the most frequent of what was not.</summary>
    public static void Show(Page page, CohortReceipt receipt, int top)
    {
        foreach (var table in receipt.Coverage)
        {
            page.Heading($"{table.Table}: {Figures.Percent(table.Share)} of {table.What}");
            var rows = table.Mapped + table.Unmapped;
            page.Line($"  {Bar(table.Share)} {Figures.Of(table.Mapped, "row")} of {Figures.Count(rows)}; {Figures.Count(table.Unmapped)} not");
            if (table.Unmapped == 0)
                continue;
            var most = Math.Max(1, table.Top.IsEmpty ? 1 : table.Top[0].Rows);
            page.Table(
                ["<not in the maps", "rows", "of all", ""],
                table.Top.Take(top).Select(drug => new[] { drug.Drug, Figures.Count(drug.Rows), $"{100 * Cost(table, drug):0.00} %", Bar((double)drug.Rows / most, empty: false) }));
            var left = table.Unmapped - table.Top.Take(top).Sum(drug => drug.Rows);
            if (left > 0)
                page.Line($"  and {Figures.Of(left, "row")} of others{(table.Top.Length > top ? "; --top shows more" : "")}");
        }
        page.Heading("Maps");
        foreach (var map in receipt.Maps)
            page.Text($"{map.Name} ({map.Version}, SHA-256 {map.Sha256[..Math.Min(12, map.Sha256.Length)]}…): {Figures.Of(map.Entries, "line")}{(map.Rows is { } changed ? $", which changed {Figures.Of(changed, "row")}" : "")}");
        page.Line();
        page.Text("Rows are those of usable visits that name a drug and were not dropped for another reason. Give what is missing with --map FILE: docs/mappings.md.");
    }

    /// <summary>The share of a table's rows that one drug costs, in [0, 1].</summary>
    public static double Cost(MapCoverage table, UnmappedDrug drug) => (double)drug.Rows / Math.Max(1, table.Mapped + table.Unmapped);

    private static string Bar(double share, bool empty = true)
    {
        // Only all is a full bar, and what is there is seen.
        var full = share >= 1 ? BarWidth : Math.Clamp((int)(share * BarWidth), share > 0 ? 1 : 0, BarWidth - 1);
        return new string('█', full) + new string(empty ? '░' : ' ', BarWidth - full);
    }
}
