using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Svg;

namespace CafeMed.Learning.Evaluation.Report.Plots;

/// <summary>One measure of every recommender: a dot for the estimate, a line for the interval, the subject stressed.</summary>
public static class DotPlot
{
    private const double RowHeight = 28;

    /// <summary>The plot of the measure that <paramref name="measure"/> takes out of each row.</summary>
    /// <param name="id">Distinct on the page.</param>
    /// <param name="title">The measure's name.</param>
    /// <param name="scores">The rows and the subject.</param>
    /// <param name="measure">Which measure, in [0, 1].</param>
    /// <param name="percent">Whether it is written in percent; by default as a measure with three decimals.</param>
    public static Markup Of(string id, string title, Scoreboard scores, Func<ScoreRow, Interval> measure, bool percent = false)
    {
        ArgumentNullException.ThrowIfNull(scores);
        Func<Interval, string> write = percent ? Numbers.Rate : Numbers.Measure;
        var factor = percent ? 100 : 1;
        var rows = scores.Rows.IsDefault ? [] : scores.Rows.Select(row => (Name: row.Recommender, Value: measure(row))).ToArray();
        if (!rows.Any(row => double.IsFinite(row.Value.Estimate)))
            return Figure.NoData(id, title, "no recommender has a value.");
        var scale = Scale.Covering(rows.SelectMany(row => new[] { factor * row.Value.Estimate, factor * row.Value.Lower, factor * row.Value.Upper }));
        var area = new PlotArea(scale, Scale.Covering([]), 104, 10, 296, 10 + RowHeight * rows.Length);
        var best = rows.Where(row => double.IsFinite(row.Value.Estimate)).MaxBy(row => row.Value.Estimate);
        return Figure.Of(
            id,
            title,
            $"{title} of {rows.Length} recommenders with 95 % intervals. Highest: {best.Name}, {write(best.Value)}.",
            area.Bottom + (percent ? 36 : 22),
            Markup.Of($"{area.BottomAxis(percent ? "%" : "")}{rows.Select((row, i) => Row(area, row.Name, Times(row.Value, factor), write(row.Value with { Lower = double.NaN }).Split(' ')[0], row.Name == scores.Subject, area.Top + RowHeight * (i + 0.5)))}\n"),
            Table.Of(title, [new("Recommender"), new(title, Numeric: true)], rows.Select(row => new[] { Markup.Encoded(row.Name), Markup.Encoded(write(row.Value)) })));
    }

    private static Interval Times(Interval value, double factor) => new(factor * value.Estimate, factor * value.Lower, factor * value.Upper);

    private static Markup Row(PlotArea area, string name, Interval value, string written, bool leads, double y)
    {
        var look = leads ? "lead" : "other";
        var weight = leads ? " strong" : "";
        var label = Shapes.Label("end" + weight, area.Left - 8, y + 4, name, 92);
        if (!double.IsFinite(value.Estimate))
            return Markup.Of($"{label}{Shapes.Text("mute", area.Left + 6, y + 4, "no data")}");
        var interval = double.IsFinite(value.Lower) && double.IsFinite(value.Upper)
            ? Shapes.Line(look + " bar", area.X(value.Lower), y, area.X(value.Upper), y)
            : Markup.Empty;
        return Markup.Of($"{label}{interval}{Shapes.Dot(look + " fill", area.X(value.Estimate), y, leads ? 5.5 : 4.5)}{Shapes.Text("end" + weight, Figure.Width - 6, y + 4, written)}\n");
    }
}
