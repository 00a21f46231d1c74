using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Svg;

namespace CafeMed.Learning.Evaluation.Report.Plots;

/// <summary>Accuracy against interaction rate, with intervals on both axes and the prescribers' own rate as a line.</summary>
public static class TradeOffPlot
{
    private const string Id = "fig-tradeoff";
    private const string Title = "Accuracy against interaction rate";

    /// <summary>One point per recommender: further up is more like the prescribers, further left has fewer interacting pairs.</summary>
    public static Markup Of(Scoreboard scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var all = scores.Rows.IsDefault ? [] : scores.Rows;
        var rows = all.Where(row => double.IsFinite(row.Jaccard.Estimate) && double.IsFinite(row.InteractionRate.Estimate)).ToArray();
        if (rows.Length == 0)
            return Figure.NoData(Id, Title, "no recommender has both numbers.");
        var rates = rows.SelectMany(row => Ends(row.InteractionRate)).Append(scores.PrescribedInteractionRate).Select(rate => 100 * rate);
        var area = new PlotArea(Scale.Covering(rates), Scale.Covering(rows.SelectMany(row => Ends(row.Jaccard))), 50, 36, 346, 250);
        return Figure.Of(
            Id,
            Title,
            $"{rows.Length} recommenders. The prescribers' own interaction rate was {Numbers.Rate(scores.PrescribedInteractionRate)}, drawn as an upright dashed line.",
            area.Bottom + 38,
            Markup.Of($"{area.LeftAxis("Jaccard")}{area.BottomAxis("interacting pairs, % of pairs proposed")}{Prescribers(area, scores)}{rows.Select((row, i) => Cross(area, row, i, row.Recommender == scores.Subject))}{Names(area, rows, scores.Subject)}\n"),
            Table.Of(Title, [new("Recommender"), new("Jaccard", Numeric: true), new("Interaction rate", Numeric: true)], all.Select(row => new[]
            {
                Markup.Encoded(row.Recommender), Markup.Encoded(Numbers.Measure(row.Jaccard)), Markup.Encoded(Numbers.Rate(row.InteractionRate)),
            })));
    }

    private static double[] Ends(Interval value) => [value.Estimate, value.Lower, value.Upper];

    private static Markup Prescribers(PlotArea area, Scoreboard scores)
    {
        if (!double.IsFinite(scores.PrescribedInteractionRate))
            return Markup.Empty;
        var x = area.X(100 * scores.PrescribedInteractionRate);
        var text = $"prescribers {Numbers.Rate(scores.PrescribedInteractionRate)}";
        var left = x + TextWidth.Of(text, 11) / 2 > Figure.Width;
        return Markup.Of($"{Shapes.Line("mark", x, area.Top, x, area.Bottom)}{Shapes.Text(left ? "mute end" : "mute mid", left ? Figure.Width - 2 : Math.Max(x, 120), area.Top - 8, text)}");
    }

    private static Markup Cross(PlotArea area, ScoreRow row, int shape, bool leads)
    {
        var look = leads ? "lead" : "other";
        var (x, y) = (area.X(100 * row.InteractionRate.Estimate), area.Y(row.Jaccard.Estimate));
        var across = Bounded(row.InteractionRate)
            ? Shapes.Line(look + " thin", area.X(100 * row.InteractionRate.Lower), y, area.X(100 * row.InteractionRate.Upper), y) : Markup.Empty;
        var along = Bounded(row.Jaccard) ? Shapes.Line(look + " thin", x, area.Y(row.Jaccard.Lower), x, area.Y(row.Jaccard.Upper)) : Markup.Empty;
        return Markup.Of($"{across}{along}{Shapes.Marker(look + " fill", shape, x, y)}\n");
    }

    private static bool Bounded(Interval value) => double.IsFinite(value.Lower) && double.IsFinite(value.Upper);

    private static IEnumerable<Markup> Names(PlotArea area, ScoreRow[] rows, string leader)
    {
        var taken = new LabelRoom(area.Left, area.Top, area.Right, area.Bottom);
        foreach (var row in rows)
            taken.Block(area.X(100 * row.InteractionRate.Estimate), area.Y(row.Jaccard.Estimate), 7);
        foreach (var row in rows)
        {
            var name = TextWidth.Fit(row.Recommender, 11, 110);
            var (x, y) = taken.Place(area.X(100 * row.InteractionRate.Estimate), area.Y(row.Jaccard.Estimate), TextWidth.Of(name, 11));
            yield return Shapes.Text(row.Recommender == leader ? "halo strong" : "halo", x, y, name);
        }
    }
}
