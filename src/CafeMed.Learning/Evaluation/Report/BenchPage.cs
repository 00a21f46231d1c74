using CafeMed.Learning.Evaluation.Bench;
using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Plots;
using CafeMed.Learning.Evaluation.Report.Sections;

namespace CafeMed.Learning.Evaluation.Report;

/// <summary>A leaderboard as one page that needs nothing else: no network, no script, no font.</summary>
public static class BenchPage
{
    /// <summary>The page, to be written as UTF-8.</summary>
    public static string Render(BenchReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var head = PageFrame.Head(
            "CafeMed: leaderboard", report.Title, report.Tables.Select(one => Markup.Of($"{one.About}")),
            "Recommenders are compared by how well they agree with what was prescribed. That is not benefit to patients.");
        var sections = report.Tables.Select((one, i) => Section(one.About, one.Table, i));
        var main = Markup.Of($"""
            {sections}<section aria-labelledby="setup"><h2 id="setup">How it was run</h2><p>{report.Machine}</p><pre>{report.Setup}</pre></section>

            """);
        return PageFrame.Of(
            $"{report.Title} · CafeMed", ("cohort-0", "the first table"),
            Markup.Of($"{head}{PageFrame.Alarm(report.Warnings.IsDefault ? [] : report.Warnings)}{PageFrame.Links([.. report.Tables.Select((one, i) => ($"cohort-{i}", one.Table.Cohort)), ("setup", "How it was run")])}"),
            main, Markup.Empty);
    }

    private static Markup Section(string about, BenchTable table, int i) => Markup.Of($"""
        <section aria-labelledby="cohort-{i}"><h2 id="cohort-{i}">{table.Cohort}</h2>
        <p>{about}. {Numbers.Count(table.Patients)} held-out patients over {string.Join(", ", table.Splits)}; patients are resampled over all splits together. Lead: Jaccard of {table.Subject} minus the row's, on the same patients; shown where its p-value, corrected by Holm for the number of rows, is below 0.05.</p>
        {Table.Of("Value and 95 % interval", Columns(table.Subject), table.Rows.Select(row => Cells(row, table.Subject)))}
        <div class="grid3">
        {BenchPlots.Points($"fig-{i}-jaccard", "Jaccard", table, row => row.Jaccard)}{BenchPlots.Points($"fig-{i}-lead", $"Lead of {table.Subject} in Jaccard", table, row => row.Lead, differs: true)}{BenchPlots.Points($"fig-{i}-prauc", "PRAUC", table, row => row.PrAuc)}{BenchPlots.TradeOff($"fig-{i}-tradeoff", table)}{BenchPlots.Risk($"fig-{i}-risk", table)}{ReliabilityPlot.Of(table.Rows[0].Reliability, $"fig-{i}-reliability")}{Gates(table, i)}
        </div>
        {(table.Gates.IsEmpty ? Markup.Empty : Markup.Of($"<h3>Do the gates follow the patients?</h3>{table.Gates.Zip(table.Splits).Select(one => Markup.Of($"<p>{one.Second}: {string.Join(" ", GateSection.Words(one.First))}</p>"))}"))}
        </section>

        """);

    private static Markup Gates(BenchTable table, int i)
    {
        if (table.Gates.IsEmpty)
            return Markup.Empty;
        var planted = table.Gates[0].Planted is { } truth
            ? GatePlot.Of($"fig-{i}-planted", $"Gates against the planted truth, {table.Splits[0]}", "what is true", "what the gates say", truth.Bins) : Markup.Empty;
        return Markup.Of($"{GatePlot.Of($"fig-{i}-gates", $"Gates against held-out slopes, {table.Splits[0]}", "what the gates say", "what an R-learner finds", table.Gates[0].Bins)}{planted}");
    }

    private static TableColumn[] Columns(string subject) =>
    [
        new("Recommender"), new("Jaccard", true), new("F1", true), new("PRAUC", true), new("Inter- action rate", true), new("Drugs a visit", true),
        new($"Lead of {subject}", true), new("Trials, epochs, seconds", true),
    ];

    private static Markup[] Cells(BenchRow row, string subject) =>
    [
        Markup.Of($"<span class=\"{(row.Recommender == subject ? "leader" : "")}\">{row.Recommender}</span><small>{row.Summary}{(row.Note.Length > 0 ? $" ({row.Note})" : "")}</small><small>{row.Source}</small>"),
        Cell(Numbers.Measure(row.Jaccard)), Cell(Numbers.Measure(row.F1)), Cell(Numbers.Measure(row.PrAuc)), Cell(Numbers.Rate(row.InteractionRate)), Cell(Numbers.PerVisit(row.Drugs)),
        row.Lead is { } lead ? Markup.Of($"{Cell(Numbers.Difference(lead))}<small class=\"{(row.Shown ? "leader" : "")}\">{(row.Shown ? "shown" : "not shown")}</small>") : Markup.Empty,
        Markup.Encoded($"{Numbers.Count(row.Trials)}, {Numbers.Count(row.Epochs)}, {Numbers.PerVisit(row.Seconds)}"),
    ];

    private static Markup Cell(string text)
    {
        var parts = text.Split(" [", 2);
        return parts.Length == 2 ? Markup.Of($"{parts[0]}<span class=\"range\">[{parts[1]}</span>") : Markup.Encoded(text);
    }
}
