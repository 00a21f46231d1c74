using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Svg;

namespace CafeMed.Learning.Evaluation.Report.Plots;

/// <summary>One measure of every recommender: a dot for the estimate, a line for the interval, the leader stressed.</summary>
public static class DotPlot
{
    private const double RowHeight = 28;

    /// <summary>The plot of the measure that <paramref name="measure"/> takes out of each row.</summary>
    /// <param name="id">Distinct on the page.</param>
    /// <param name="title">The measure's name.</param>
    /// <param name="scores">The rows and the leader.</param>
    /// <param name="measure">Which measure, in [0, 1].</param>
    public static Markup Of(string id, string title, Scoreboard scores, Func<ScoreRow, Interval> measure)
    {
        var rows = scores.Rows.IsDefault ? [] : scores.Rows.Select(row => (Name: row.Recommender, Value: measure(row))).ToArray();
        if (!rows.Any(row => double.IsFinite(row.Value.Estimate)))
            return Figure.NoData(id, title, "no recommender has a value.");
        var scale = Scale.Covering(rows.SelectMany(row => new[] { row.Value.Estimate, row.Value.Lower, row.Value.Upper }));
        var area = new PlotArea(scale, Scale.Covering([]), 104, 10, 296, 10 + RowHeight * rows.Length);
        var best = rows.Where(row => double.IsFinite(row.Value.Estimate)).MaxBy(row => row.Value.Estimate);
        return Figure.Of(
            id,
            title,
            $"{title} of {rows.Length} recommenders with 95 % intervals. Highest: {best.Name}, {Numbers.Measure(best.Value)}.",
            area.Bottom + 22,
            Markup.Of($"{area.BottomAxis("")}{rows.Select((row, i) => Row(area, row.Name, row.Value, row.Name == scores.Leader, area.Top + RowHeight * (i + 0.5)))}\n"),
            Table.Of(title, [new("Recommender"), new(title, Numeric: true)], rows.Select(row => new[] { Markup.Encoded(row.Name), Markup.Encoded(Numbers.Measure(row.Value)) })));
    }

    private static Markup Row(PlotArea area, string name, Interval value, bool leads, double y)
    {
        var look = leads ? "lead" : "other";
        var weight = leads ? " strong" : "";
        var label = Shapes.Label("end" + weight, area.Left - 8, y + 4, name, 92);
        if (!double.IsFinite(value.Estimate))
            return Markup.Of($"{label}{Shapes.Text("mute", area.Left + 6, y + 4, "no data")}");
        var interval = double.IsFinite(value.Lower) && double.IsFinite(value.Upper)
            ? Shapes.Line(look + " bar", area.X(value.Lower), y, area.X(value.Upper), y)
            : Markup.Empty;
        return Markup.Of($"{label}{interval}{Shapes.Dot(look + " fill", area.X(value.Estimate), y, leads ? 5.5 : 4.5)}{Shapes.Text("end" + weight, Figure.Width - 6, y + 4, Numbers.Measure(value.Estimate))}\n");
    }
}
