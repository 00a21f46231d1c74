using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Svg;

namespace CafeMed.Learning.Evaluation.Report.Plots;

/// <summary>Jaccard of one recommender in groups of visits: a dot for the estimate, a line for the interval; small groups are hollow and said to be small.</summary>
public static class GroupPlot
{
    private const double RowHeight = 20;

    /// <summary>The plot of the groups of one kind.</summary>
    /// <param name="id">Distinct on the page.</param>
    /// <param name="title">By what the visits are divided.</param>
    /// <param name="row">The recommender; its Jaccard over all visits is the dashed line.</param>
    /// <param name="by">Which groups.</param>
    public static Markup Of(string id, string title, ScoreRow row, GroupKind by)
    {
        ArgumentNullException.ThrowIfNull(row);
        var groups = row.Groups.Where(group => group.By == by).ToArray();
        var shown = groups.Where(group => double.IsFinite(group.Jaccard.Estimate)).ToArray();
        if (shown.Length == 0)
            return Figure.NoData(id, title, "no visit of the test part says it.");
        var area = new PlotArea(
            Scale.Covering([.. shown.SelectMany(group => new[] { group.Jaccard.Lower, group.Jaccard.Upper }), row.Jaccard.Estimate]), Scale.Covering([]), 130, 14, 300,
            14 + RowHeight * groups.Length);
        var all = area.X(row.Jaccard.Estimate);
        return Figure.Of(
            id,
            title,
            $"Jaccard of {row.Recommender} in {groups.Length} groups of visits with 95 % intervals; the dashed line is that of all visits. {Small(groups)}",
            area.Bottom + 36,
            Markup.Of($"{area.BottomAxis("Jaccard")}{Shapes.Line("mark", all, area.Top, all, area.Bottom)}{groups.Select((group, i) => Row(area, group, area.Top + RowHeight * (i + 0.5)))}\n"),
            Table.Of(title, [new("Group"), new("Patients", Numeric: true), new("Visits", Numeric: true), new("Jaccard", Numeric: true), new("F1", Numeric: true), new("PRAUC", Numeric: true)], groups.Select(group => new[]
            {
                Markup.Encoded(group.Name + (group.Small ? " (few patients)" : "")), Markup.Encoded(Numbers.Count(group.Patients)), Markup.Encoded(Numbers.Count(group.Visits)),
                Markup.Encoded(Numbers.Measure(group.Jaccard)), Markup.Encoded(Numbers.Measure(group.F1)), Markup.Encoded(Numbers.Measure(group.PrAuc)),
            })));
    }

    private static string Small(GroupScore[] groups) => groups.Count(group => group.Small) is > 0 and var few
        ? $"{few} of them have fewer than {GroupScore.Fewest} patients, and are paler: their intervals are themselves uncertain." : "";

    private static Markup Row(PlotArea area, GroupScore group, double y)
    {
        var look = group.Small ? "other" : "lead";
        var label = Shapes.Label("end", area.Left - 8, y + 4, group.Name, 118);
        return double.IsFinite(group.Jaccard.Estimate)
            ? Markup.Of($"{label}{Interval(area, group.Jaccard, look, y)}{Shapes.Dot(look + " fill", area.X(group.Jaccard.Estimate), y, 4)}{Shapes.Text("end", Figure.Width - 6, y + 4, $"n {Numbers.Count(group.Patients)}")}\n")
            : Markup.Of($"{label}{Shapes.Text("mute", area.Left + 6, y + 4, "no data")}");
    }

    private static Markup Interval(PlotArea area, Interval value, string look, double y) => double.IsFinite(value.Lower) && double.IsFinite(value.Upper)
        ? Shapes.Line(look + " bar", area.X(value.Lower), y, area.X(value.Upper), y) : Markup.Empty;
}
