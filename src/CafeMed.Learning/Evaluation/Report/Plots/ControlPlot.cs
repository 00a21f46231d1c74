using CafeMed.Learning.Evaluation.Controls;
using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Svg;

namespace CafeMed.Learning.Evaluation.Report.Plots;

/// <summary>Accuracy against interaction rate for every way to hold interactions down, a line through the settings of each.</summary>
public static class ControlPlot
{
    private const string Id = "fig-controls";
    private const string Title = "Accuracy against interaction rate";

    /// <summary>Further up is more like the prescribers, further left has fewer interacting pairs.</summary>
    /// <param name="points">By control; each control's settings in order of strength.</param>
    /// <param name="prescribed">The prescribers' own rate of interacting pairs, in [0, 1].</param>
    public static Markup Of(IReadOnlyList<ControlPoint> points, double prescribed)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count == 0)
            return Figure.NoData(Id, Title, "nothing was measured.");
        var area = new PlotArea(
            Scale.Covering(points.Select(point => 100 * point.InteractionRate.Estimate).Append(100 * prescribed).Append(0)),
            Scale.Covering(points.SelectMany(point => new[] { point.Jaccard.Lower, point.Jaccard.Upper })), 50, 36, 346, 270);
        var series = points.GroupBy(point => point.Control).ToArray();
        var x = area.X(100 * prescribed);
        return Figure.Of(
            Id,
            Title,
            $"{series.Length} ways to hold interactions down, each with several settings. The prescribers' own rate was {Numbers.Rate(prescribed)}, drawn as an upright dashed line.",
            area.Bottom + 46 + 16 * series.Length,
            Markup.Of($"{area.LeftAxis("Jaccard, with 95 % interval")}{area.BottomAxis("interacting pairs, % of pairs proposed")}{Shapes.Line("mark", x, area.Top, x, area.Bottom)}{Shapes.Text("mute end", area.Right, area.Top - 8, $"prescribers {Numbers.Rate(prescribed)}")}{series.Select((line, i) => Series(area, [.. line], i))}{series.Select((line, i) => Key(area, line.Key, i))}\n"),
            Table.Of(Title, [new("Control"), new("Setting"), new("Jaccard", Numeric: true), new("Interaction rate", Numeric: true), new("Drugs a visit", Numeric: true)], points.Select(point => new[]
            {
                Markup.Encoded(point.Control), Markup.Encoded(point.Setting), Markup.Encoded(Numbers.Measure(point.Jaccard)), Markup.Encoded(Numbers.Rate(point.InteractionRate)),
                Markup.Encoded(Numbers.Measure(point.Drugs)),
            })));
    }

    // The last way is the exact one: it leads.
    private static string Look(int i) => i switch { 1 => "against", 3 => "lead", _ => "other" };

    private static Markup Series(PlotArea area, ControlPoint[] points, int i) => Markup.Of(
        $"{(points.Length > 1 ? Shapes.Path($"{Look(i)} thin none", points.Select(point => (area.X(100 * point.InteractionRate.Estimate), area.Y(point.Jaccard.Estimate)))) : Markup.Empty)}{points.Select(point => Point(area, point, i))}\n");

    private static Markup Point(PlotArea area, ControlPoint point, int i)
    {
        var x = area.X(100 * point.InteractionRate.Estimate);
        return Markup.Of($"{Shapes.Line(Look(i) + " thin", x, area.Y(point.Jaccard.Lower), x, area.Y(point.Jaccard.Upper))}{Shapes.Marker(Look(i) + " fill", i, x, area.Y(point.Jaccard.Estimate))}");
    }

    private static Markup Key(PlotArea area, string control, int i)
    {
        var y = area.Bottom + 48 + 16 * i;
        return Markup.Of($"{Shapes.Marker(Look(i) + " fill", i, area.Left + 6, y - 4)}{Shapes.Text("", area.Left + 18, y, control)}");
    }
}
