using System.Globalization;
using System.Text;
using CafeMed.Learning.Evaluation.Bench;

namespace CafeMed.Cli.Show;

/// <summary>A leaderboard as Markdown and as text.</summary>
internal static class BenchText
{
    /// <summary>The whole Markdown: one compact table for each cohort.</summary>
    public static string Of(IReadOnlyList<(string About, BenchTable Table)> tables, string setup, IReadOnlyList<string> warnings)
    {
        var text = new StringBuilder("# Leaderboard\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{setup} In brackets: 95 % intervals over resampled patients, all splits together. Lead: Jaccard of the subject minus the row's on the same patients; **bold** where shown, p < 0.05 after Holm's correction.\n");
        foreach (var (about, table) in tables)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {table.Cohort}\n\n{about}; {table.Patients} held-out patients over {string.Join("; ", table.Splits)}. Interaction rate of what was really given: {table.GivenRate:0.000}.\n\n");
            text.Append(CultureInfo.InvariantCulture, $"| recommender | Jaccard [95 %] | F1 | PRAUC | interaction rate | drugs | lead of {table.Subject} |\n|---|---|---|---|---|---|---|\n");
            foreach (var row in table.Rows)
                text.Append(CultureInfo.InvariantCulture, $"| {Name(row, table.Subject)} | {row.Jaccard.Estimate:0.000} [{row.Jaccard.Lower:0.000}, {row.Jaccard.Upper:0.000}] | {row.F1.Estimate:0.000} | {row.PrAuc.Estimate:0.000} | {row.InteractionRate.Estimate:0.000} | {row.Drugs.Estimate:0.0} | {Lead(row)} |\n");
            foreach (var row in table.Rows.Where(row => row.Note.Length > 0))
                text.Append(CultureInfo.InvariantCulture, $"\n\\* {row.Recommender}: {row.Note}.\n");
        }
        if (warnings.Count > 0)
            text.Append('\n');
        foreach (var warning in warnings)
            text.Append(CultureInfo.InvariantCulture, $"- {warning}\n");
        return text.ToString();
    }

    /// <summary>Prints one cohort's table.</summary>
    public static void Show(Page page, string about, BenchTable table)
    {
        page.Heading($"{table.Cohort}: {Figures.Of(table.Patients, "held-out patient")}, {Figures.Of(table.Splits.Length, "split")}");
        page.Text($"{about}.");
        page.Table(["<", "Jaccard", "F1", "PRAUC", "interactions", "drugs", "lead", "seconds"], table.Rows.Select(row => new[]
        {
            row.Recommender + (row.Note.Length > 0 ? " *" : ""), Figures.Stacked(row.Jaccard, "0.000"), $"{row.F1.Estimate:0.000}", $"{row.PrAuc.Estimate:0.000}", $"{row.InteractionRate.Estimate:0.000}",
            $"{row.Drugs.Estimate:0.0}", row.Lead is { } lead ? Figures.Stacked(lead, "0.000", true).Replace("\n", row.Shown ? "*\n" : "\n", StringComparison.Ordinal) : "", $"{row.Seconds:0}",
        }));
        foreach (var row in table.Rows.Where(row => row.Note.Length > 0))
            page.Text($"* {row.Recommender}: {row.Note}.");
    }

    private static string Name(BenchRow row, string subject) => (row.Recommender == subject ? $"**{row.Recommender}**" : row.Recommender) + (row.Note.Length > 0 ? " \\*" : "");

    private static string Lead(BenchRow row)
    {
        if (row.Lead is not { } lead)
            return "";
        var told = $"{Figures.Signed(lead.Estimate, "0.000")} [{Figures.Signed(lead.Lower, "0.000")}, {Figures.Signed(lead.Upper, "0.000")}]";
        return row.Shown ? $"**{told}**" : told;
    }
}
