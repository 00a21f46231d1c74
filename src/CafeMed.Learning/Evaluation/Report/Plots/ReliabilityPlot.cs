using System.Collections.Immutable;
using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Svg;

namespace CafeMed.Learning.Evaluation.Report.Plots;

/// <summary>How often what was predicted came about: on the diagonal, probabilities mean what they say.</summary>
public static class ReliabilityPlot
{
    private const string Title = "Do the probabilities hold?";

    /// <summary>One dot per bin, larger where more predictions fell.</summary>
    /// <param name="bins">The bins.</param>
    /// <param name="id">Distinct on the page.</param>
    public static Markup Of(ImmutableArray<ReliabilityBin> bins, string id = "fig-reliability")
    {
        var all = bins.IsDefault ? [] : bins;
        var drawn = all.Where(bin => bin.Count > 0 && double.IsFinite(bin.Predicted) && double.IsFinite(bin.Observed)).OrderBy(bin => bin.Predicted).ToArray();
        if (drawn.Length == 0)
            return Figure.NoData(id, Title, "no prediction was binned.");
        var area = new PlotArea(Scale.Covering([0, 100], 5), Scale.Covering([0, 100], 5), 50, 36, 346, 250);
        var most = drawn.Max(bin => bin.Count);
        var off = drawn.Sum(bin => Math.Abs(bin.Predicted - bin.Observed) * bin.Count) / drawn.Sum(bin => (double)bin.Count);
        return Figure.Of(
            id,
            Title,
            $"{drawn.Length} groups of predictions. Predicted and observed differ by {Numbers.Rate(off)} on average, weighted by group size. Dots under the diagonal: predicted more often than prescribed.",
            area.Bottom + 38,
            Markup.Of($"{area.LeftAxis("really prescribed, %")}{area.BottomAxis("predicted, %")}{Shapes.Line("mark", area.Left, area.Bottom, area.Right, area.Top)}{Shapes.Path("lead", drawn.Select(bin => Spot(area, bin)))}{drawn.Select(bin => Dot(area, bin, most))}\n"),
            Table.Of(Title, [new("Predicted", Numeric: true), new("Really prescribed", Numeric: true), new("Predictions", Numeric: true)], all.Select(bin => new[]
            {
                Markup.Encoded(Numbers.Rate(bin.Predicted)), Markup.Encoded(Numbers.Rate(bin.Observed)), Markup.Encoded(Numbers.Count(bin.Count)),
            })));
    }

    private static (double X, double Y) Spot(PlotArea area, ReliabilityBin bin) => (area.X(100 * bin.Predicted), area.Y(100 * bin.Observed));

    private static Markup Dot(PlotArea area, ReliabilityBin bin, long most)
    {
        var (x, y) = Spot(area, bin);
        return Shapes.Dot("lead fill", x, y, 2.5 + 5 * Math.Sqrt(bin.Count / (double)most));
    }
}
