using CafeMed.Learning.Evaluation.Ablation;
using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Plots;
using CafeMed.Learning.Evaluation.Report.Sections;

namespace CafeMed.Learning.Evaluation.Report;

/// <summary>A comparison of variants as one page that needs nothing else: no network, no script, no font.</summary>
public static class AblationPage
{
    /// <summary>The page, to be written as UTF-8.</summary>
    public static string Render(AblationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var table = report.Table;
        var head = PageFrame.Head(
            "CafeMed: what each part is worth",
            report.Title,
            [Markup.Of($"{report.Cohort}"), Markup.Of($"Seeds {string.Join(", ", table.Seeds)}"), Markup.Of($"{Numbers.Count(table.Patients)} held-out patients in all")],
            "Variants are compared by how well they agree with what was prescribed. That is not benefit to patients.");
        var main = Markup.Of($"""
            <section aria-labelledby="findings"><h2 id="findings">What came out</h2><ul>{table.Findings.Select(finding => Markup.Of($"<li>{finding}</li>\n"))}</ul></section>
            <section aria-labelledby="table"><h2 id="table">Variants against {table.Full}</h2>
            <p>Under each value the difference to {table.Full}: variant minus {table.Full} on the same patients, with its 95 % interval. Patients are resampled over all seeds together. A difference is called shown where its p-value, corrected by Holm for the number of variants, is below 0.05.</p>
            {Table.Of("Value; difference and 95 % interval", Columns(), table.Rows.Select(Cells))}
            <div class="grid3">
            {DifferencePlot.Of("fig-jaccard", "Jaccard", table, row => row.Jaccard)}{DifferencePlot.Of("fig-f1", "F1", table, row => row.F1)}{DifferencePlot.Of("fig-prauc", "PRAUC", table, row => row.PrAuc)}{DifferencePlot.Of("fig-alone", "Jaccard of the network alone", table, row => row.Alone)}{DifferencePlot.Of("fig-rate", "Interaction rate", table, row => row.InteractionRate)}{DifferencePlot.Of("fig-agreement", "Gate agreement (R-learner)", table, row => row.Agreement)}{DifferencePlot.Of("fig-truth", "Gate agreement (planted)", table, row => row.Planted)}
            </div></section>
            {GateSection.Of(report.Gates)}
            <section aria-labelledby="setup"><h2 id="setup">Setup of {table.Full}</h2><p>{report.Machine}</p><pre>{report.Configuration}</pre></section>

            """);
        return PageFrame.Of(
            $"{report.Title} · CafeMed ablation",
            ("table", "the table"),
            Markup.Of($"{head}{PageFrame.Alarm(report.Warnings.IsDefault ? [] : report.Warnings)}{PageFrame.Links([("findings", "What came out"), ("table", "Table"), ("gates", "Gates"), ("setup", "Setup")])}"),
            main,
            Markup.Empty);
    }

    private static TableColumn[] Columns() =>
    [
        new("Variant"), new("Jaccard", true), new("F1", true), new("PRAUC", true), new("Network alone", true), new("Inter- action rate", true),
        new("Gates, R-learner", true), new("Gates, planted", true),
    ];

    private static Markup[] Cells(AblationRow row) =>
    [
        Markup.Of($"<span class=\"{(row.Jaccard.Difference is null ? "leader" : "")}\">{row.Variant}</span><small>{row.Summary}</small>"),
        Cell(row.Jaccard, Numbers.Measure), Cell(row.F1, Numbers.Measure), Cell(row.PrAuc, Numbers.Measure), Cell(row.Alone, Numbers.Measure),
        Cell(row.InteractionRate, Numbers.Measure), Cell(row.Agreement, Numbers.Measure), Cell(row.Planted, Numbers.Measure),
    ];

    private static Markup Cell(AblationMeasure measure, Func<double, string> write)
    {
        var value = Markup.Encoded(write(measure.Value.Estimate));
        if (measure.Difference is not { } difference)
            return value;
        var parts = Numbers.Difference(difference).Split(" [", 2);
        var range = parts.Length == 2 ? Markup.Of($"<span class=\"range\">[{parts[1]}</span>") : Markup.Empty;
        var (look, verdict) = measure.Shown ? ("leader", difference.Estimate > 0 ? "more" : "less") : ("", "not shown");
        return Markup.Of($"{value}<small class=\"{look}\">{parts[0]}, {verdict}</small>{range}");
    }
}
