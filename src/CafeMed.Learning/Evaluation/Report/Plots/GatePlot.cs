using System.Collections.Immutable;
using CafeMed.Learning.Evaluation.Gates;
using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Svg;

namespace CafeMed.Learning.Evaluation.Report.Plots;

/// <summary>What was found where the gates say about the same: on the dashed diagonal, gates say what is found; on a level line, they say nothing.</summary>
public static class GatePlot
{
    /// <summary>One dot with its interval per bin.</summary>
    /// <param name="id">Distinct on the page.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="across">What lies along the horizontal axis.</param>
    /// <param name="up">What lies along the vertical axis.</param>
    /// <param name="bins">The bins, in order.</param>
    public static Markup Of(string id, string title, string across, string up, ImmutableArray<GateBin> bins)
    {
        var all = bins.IsDefault ? [] : bins.Where(bin => double.IsFinite(bin.Gate) && double.IsFinite(bin.Found.Estimate)).ToArray();
        if (all.Length == 0)
            return Figure.NoData(id, title, "there is nothing to compare, or the gates do not vary.");
        var area = new PlotArea(
            Scale.Covering(all.Select(bin => bin.Gate).Append(0)),
            Scale.Covering(all.SelectMany(bin => new[] { bin.Found.Estimate, bin.Found.Lower, bin.Found.Upper }).Append(0)), 50, 36, 346, 250);
        return Figure.Of(
            id, title,
            $"{all.Length} groups. Where the gates are lowest ({Numbers.WithSign(all[0].Gate, 2)}), {Numbers.Difference(all[0].Found)} was found; where they are highest ({Numbers.WithSign(all[^1].Gate, 2)}), {Numbers.Difference(all[^1].Found)}.",
            area.Bottom + 38,
            Markup.Of($"{area.LeftAxis(up)}{area.BottomAxis(across)}{Shapes.Line("zero", area.Left, area.Y(0), area.Right, area.Y(0))}{Diagonal(area)}{all.Select(bin => Dot(area, bin))}\n"),
            Table.Of(title, [new(across, true), new(up, true), new("Cells", true)], all.Select(bin => new[]
            {
                Markup.Encoded(Numbers.WithSign(bin.Gate, 3)), Markup.Encoded(Numbers.Difference(bin.Found)), Markup.Encoded(Numbers.Count(bin.Count)),
            })));
    }

    private static Markup Diagonal(PlotArea area)
    {
        var (from, to) = (Math.Max(area.Horizontal.Lower, area.Vertical.Lower), Math.Min(area.Horizontal.Upper, area.Vertical.Upper));
        return from < to ? Shapes.Line("mark", area.X(from), area.Y(from), area.X(to), area.Y(to)) : Markup.Empty;
    }

    private static Markup Dot(PlotArea area, GateBin bin)
    {
        var (x, y) = (area.X(bin.Gate), area.Y(bin.Found.Estimate));
        var interval = double.IsFinite(bin.Found.Lower) && double.IsFinite(bin.Found.Upper)
            ? Shapes.Line("lead thin", x, area.Y(bin.Found.Lower), x, area.Y(bin.Found.Upper)) : Markup.Empty;
        return Markup.Of($"{interval}{Shapes.Dot("lead fill", x, y, 4.5)}");
    }
}
