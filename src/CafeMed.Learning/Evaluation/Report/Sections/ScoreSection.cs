using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Plots;

namespace CafeMed.Learning.Evaluation.Report.Sections;

/// <summary>The table of recommenders and its plots.</summary>
public static class ScoreSection
{
    /// <summary>Whether an interval of a lead shows a difference: "ahead", "behind" or "not shown to differ".</summary>
    public static string Verdict(Interval lead) => lead switch
    {
        { Lower: > 0 } => "ahead",
        { Upper: < 0 } => "behind",
        _ => "not shown to differ",
    };

    /// <summary>The section.</summary>
    public static Markup Of(Scoreboard scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return Markup.Of($"""
            <section aria-labelledby="results"><h2 id="results">Results on held-out patients</h2>
            <p>{Numbers.Count(scores.Patients)} patients with {Numbers.Count(scores.Visits)} visits; the same visits and the same resamplings for every recommender. Prescribers gave {Numbers.PerVisit(scores.PrescribedPerVisit)} drugs per visit, {Numbers.Rate(scores.PrescribedInteractionRate)} of whose pairs interact. {Numbers.Rate(scores.OutsideVocabulary)} of prescribed drugs were never seen in training; they count as missed.</p>
            {Table.Of("Recommenders; value and 95 % interval", Columns(scores.Subject), (scores.Rows.IsDefault ? [] : scores.Rows).Select(row => Cells(row, scores.Subject)))}
            <div class="grid3">
            {DotPlot.Of("fig-jaccard", "Jaccard", scores, row => row.Jaccard)}{DotPlot.Of("fig-f1", "F1", scores, row => row.F1)}{DotPlot.Of("fig-prauc", "PRAUC", scores, row => row.PrAuc)}{DotPlot.Of("fig-rate", "Interaction rate", scores, row => row.InteractionRate, percent: true)}{TradeOffPlot.Of(scores)}{ReliabilityPlot.Of(scores.Reliability)}
            </div></section>

            """);
    }

    private static TableColumn[] Columns(string leader) =>
    [
        new("Recommender"), new("Jaccard", true), new("F1", true), new("PRAUC", true), new("Interaction rate", true), new("Drugs per visit", true),
        new("Jaccard, first visits", true), new("Jaccard, later visits", true), new($"Lead of {leader}", true),
    ];

    private static Markup[] Cells(ScoreRow row, string leader) =>
    [
        Markup.Of($"<span class=\"{(row.Recommender == leader ? "leader" : "")}\">{row.Recommender}</span><small>{row.Summary}</small>"),
        Value(row.Jaccard, Numbers.Measure), Value(row.F1, Numbers.Measure), Value(row.PrAuc, Numbers.Measure), Value(row.InteractionRate, Numbers.Rate),
        Value(row.DrugsPerVisit, Numbers.PerVisit), Value(row.FirstVisits, Numbers.Measure), Value(row.LaterVisits, Numbers.Measure),
        row.Lead is { } lead
            ? Markup.Of($"{Value(lead, Numbers.Difference)}<small>{(double.IsFinite(lead.Estimate) ? $"{leader} is {Verdict(lead)}" : "")}</small>")
            : Markup.Of($"<small>compared with the others</small>"),
    ];

    // The estimate and, under it, the interval: columns stay narrow and the estimates line up.
    private static Markup Value(Interval value, Func<Interval, string> write)
    {
        var parts = write(value).Split(" [", 2);
        return parts.Length == 2 ? Markup.Of($"{parts[0]} <span class=\"range\">[{parts[1]}</span>") : Markup.Encoded(parts[0]);
    }
}
