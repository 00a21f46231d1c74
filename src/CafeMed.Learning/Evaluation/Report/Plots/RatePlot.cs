using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Svg;

namespace CafeMed.Learning.Evaluation.Report.Plots;

/// <summary>Shares of groups: a dot for each, a line for its interval, from 0 to 100 %.</summary>
public static class RatePlot
{
    private const double RowHeight = 28;
    private const int Shown = 30;

    /// <summary>The plot of the first 30 groups that have a share.</summary>
    /// <param name="id">Distinct on the page.</param>
    /// <param name="table">The groups.</param>
    public static Markup Of(string id, RateTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var rows = table.Rows.Where(row => row.Rate is not null).Take(Shown).ToArray();
        if (rows.Length == 0)
            return Figure.NoData(id, table.Rate, "nothing was counted.");
        var area = new PlotArea(Scale.Covering([0, 100], 4), Scale.Covering([]), 124, 10, 300, 10 + RowHeight * rows.Length);
        var most = rows.MaxBy(row => row.Rate!.Value.Estimate)!;
        return Figure.Of(
            id,
            $"{table.Rate}: {table.Title}",
            $"{rows.Length} groups with 95 % intervals. Highest: {most.Name}, {Numbers.Rate(most.Rate!.Value)}.",
            area.Bottom + 36,
            Markup.Of($"{area.BottomAxis("%")}{rows.Select((row, i) => Row(area, row.Name, row.Rate!.Value, area.Top + RowHeight * (i + 0.5)))}\n"),
            Table.Of(table.Rate, [new(table.Group), new(table.Rate, Numeric: true)], rows.Select(row => new[] { Markup.Encoded(row.Name), Markup.Encoded(Numbers.Rate(row.Rate!.Value)) })));
    }

    private static Markup Row(PlotArea area, string name, Interval rate, double y) => Markup.Of(
        $"{Shapes.Label("end", area.Left - 8, y + 4, name, 112)}{Shapes.Line("lead bar", area.X(100 * rate.Lower), y, area.X(100 * rate.Upper), y)}{Shapes.Dot("lead fill", area.X(100 * rate.Estimate), y, 4.5)}{Shapes.Text("end", Figure.Width - 6, y + 4, Numbers.Rate(rate.Estimate))}\n");
}
