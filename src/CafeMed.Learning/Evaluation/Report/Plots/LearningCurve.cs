using System.Collections.Immutable;
using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Svg;
using CafeMed.Learning.Training;

namespace CafeMed.Learning.Evaluation.Report.Plots;

/// <summary>One number by epoch, with the epoch marked whose state was kept.</summary>
public static class LearningCurve
{
    /// <summary>The curve of the number that <paramref name="measure"/> takes out of each epoch; epochs without a finite value are left out of the line, not out of the table.</summary>
    public static Markup Of(string id, string title, ImmutableArray<EpochReport> epochs, Func<EpochReport, double> measure)
    {
        var all = epochs.IsDefault ? [] : epochs;
        var points = all.Select(epoch => (epoch.Epoch, Value: measure(epoch), epoch.Best)).Where(point => double.IsFinite(point.Value)).ToArray();
        if (points.Length == 0)
            return Figure.NoData(id, title, "nothing was trained, or nothing was measured.");
        var area = new PlotArea(
            Epochs(points[0].Epoch, points[^1].Epoch), Scale.Covering(points.Select(point => point.Value)), 50, 30, 346, 186);
        var kept = all.LastOrDefault(epoch => epoch.Best);
        var end = kept is null ? "" : $" The state of epoch {kept.Epoch} was kept ({Numbers.Measure(measure(kept))}).";
        return Figure.Of(
            id,
            title,
            $"{title} over {points.Length} epochs, from {Numbers.Measure(points[0].Value)} to {Numbers.Measure(points[^1].Value)}.{end}",
            area.Bottom + 38,
            Markup.Of($"{area.LeftAxis("")}{area.BottomAxis("epoch")}{Kept(area, kept, measure)}{Shapes.Path("lead", points.Select(point => (area.X(point.Epoch), area.Y(point.Value))))}{points.Select(point => Shapes.Dot("lead fill", area.X(point.Epoch), area.Y(point.Value), point.Epoch == kept?.Epoch ? 5 : 2.2))}\n"),
            Table.Of(title, [new("Epoch", Numeric: true), new(title, Numeric: true), new("State kept")], all.Select(epoch => new[]
            {
                Markup.Of($"{epoch.Epoch}"), Markup.Encoded(Numbers.Measure(measure(epoch))), Markup.Encoded(epoch.Epoch == kept?.Epoch ? "kept" : ""),
            })));
    }

    // Epochs are whole numbers: fewer steps than epochs, and never a tick at half an epoch.
    private static Scale Epochs(int first, int last) => Scale.Covering([first, Math.Max(last, first + 1)], Math.Clamp(last - first, 1, 6));

    private static Markup Kept(PlotArea area, EpochReport? kept, Func<EpochReport, double> measure)
    {
        if (kept is null || !double.IsFinite(measure(kept)))
            return Markup.Empty;
        var x = area.X(kept.Epoch);
        var label = $"kept: epoch {kept.Epoch}";
        var right = x + 6 + TextWidth.Of(label, 11) > area.Right;
        return Markup.Of($"{Shapes.Line("mark", x, area.Top, x, area.Bottom)}{Shapes.Text(right ? "mute end" : "mute", right ? x - 5 : x + 5, area.Top - 6, label)}");
    }
}
