using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Plots;

namespace CafeMed.Learning.Evaluation.Report;

/// <summary>Shares of groups with their intervals, as one page that needs nothing else.</summary>
public static class RatesPage
{
    /// <summary>The page, to be written as UTF-8.</summary>
    /// <param name="eyebrow">What kind of page it is.</param>
    /// <param name="title">Its title.</param>
    /// <param name="facts">What was counted, in a few words each.</param>
    /// <param name="notice">What a reader must not conclude.</param>
    /// <param name="warnings">What a reader must know before trusting a number.</param>
    /// <param name="tables">The sections, at least one.</param>
    public static string Render(string eyebrow, string title, IReadOnlyList<string> facts, string notice, IReadOnlyList<string> warnings, IReadOnlyList<RateTable> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var head = PageFrame.Head(eyebrow, title, facts.Select(fact => Markup.Of($"{fact}")), notice);
        return PageFrame.Of(
            $"{title} · CafeMed",
            (tables[0].Id, tables[0].Title),
            Markup.Of($"{head}{PageFrame.Alarm(warnings)}{PageFrame.Links(tables.Select(table => (table.Id, table.Title)))}"),
            Markup.Join(Markup.Empty, tables.Select(Section)),
            Markup.Empty);
    }

    private static Markup Section(RateTable table) => Markup.Of($"""
        <section aria-labelledby="{table.Id}"><h2 id="{table.Id}">{table.Title}</h2>
        <p>{table.Note}</p>
        {RatePlot.Of($"fig-{table.Id}", table)}
        {Table.Of(table.Title, [new(table.Group), .. table.Columns.Select(column => new TableColumn(column, Numeric: true)), new(table.Rate, Numeric: true)], table.Rows.Select(Cells))}
        </section>

        """);

    private static Markup[] Cells(RateRow row) =>
        [Markup.Of($"{row.Name}"), .. row.Counts.Select(count => Markup.Of($"{count}")), Markup.Encoded(row.Rate is { } rate ? Numbers.Rate(rate) : "none")];
}
