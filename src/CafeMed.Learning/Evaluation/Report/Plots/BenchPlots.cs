using CafeMed.Learning.Evaluation.Bench;
using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Svg;

namespace CafeMed.Learning.Evaluation.Report.Plots;

/// <summary>The pictures of a leaderboard: points with intervals, accuracy against interaction rate, risk against coverage.</summary>
public static class BenchPlots
{
    private const double RowHeight = 26;
    private const int Drawn = 4;

    /// <summary>A dot and its interval for every recommender.</summary>
    /// <param name="id">Distinct on the page.</param>
    /// <param name="title">The measure's name.</param>
    /// <param name="table">The leaderboard.</param>
    /// <param name="measure">Which measure; <see langword="null"/> where a row has none.</param>
    /// <param name="differs">Whether it is a difference: a line stands at 0.</param>
    public static Markup Points(string id, string title, BenchTable table, Func<BenchRow, Interval?> measure, bool differs = false)
    {
        ArgumentNullException.ThrowIfNull(table);
        var rows = table.Rows.Where(row => measure(row) is { } value && double.IsFinite(value.Estimate)).Select(row => (Row: row, Value: measure(row)!.Value)).ToArray();
        if (rows.Length == 0)
            return Figure.NoData(id, title, "no recommender has a value.");
        var ends = rows.SelectMany(row => new[] { row.Value.Estimate, row.Value.Lower, row.Value.Upper });
        var area = new PlotArea(Scale.Covering(differs ? ends.Append(0) : ends, 3), Scale.Covering([]), 96, 10, 298, 10 + RowHeight * rows.Length);
        var zero = differs ? Shapes.Line("zero", area.X(0), area.Top, area.X(0), area.Bottom) : Markup.Empty;
        return Figure.Of(
            id, title, $"{title} of {rows.Length} recommenders on {table.Cohort}, with 95 % intervals.", area.Bottom + 22,
            Markup.Of($"{area.BottomAxis("")}{zero}{rows.Select((row, i) => Point(area, row.Row, row.Value, row.Row.Recommender == table.Subject || (differs && row.Row.Shown), differs, area.Top + RowHeight * (i + 0.5)))}\n"),
            Table.Of(title, [new("Recommender"), new(title, true)], rows.Select(row => new[] { Markup.Encoded(row.Row.Recommender), Markup.Encoded(differs ? Numbers.Difference(row.Value) : Numbers.Measure(row.Value)) })));
    }

    /// <summary>Further up is more like the prescribers, further left has fewer interacting pairs.</summary>
    /// <param name="id">Distinct on the page.</param>
    /// <param name="table">The leaderboard.</param>
    public static Markup TradeOff(string id, BenchTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        const string title = "Accuracy against interaction rate";
        var area = new PlotArea(
            Scale.Covering(table.Rows.Select(row => 100 * row.InteractionRate.Estimate).Append(100 * table.GivenRate)),
            Scale.Covering(table.Rows.SelectMany(row => new[] { row.Jaccard.Lower, row.Jaccard.Upper })), 50, 36, 346, 270);
        var room = new LabelRoom(area.Left, area.Top, area.Right, area.Bottom);
        foreach (var row in table.Rows)
            room.Block(area.X(100 * row.InteractionRate.Estimate), area.Y(row.Jaccard.Estimate), 7);
        var given = area.X(100 * table.GivenRate);
        return Figure.Of(
            id, title, $"{table.Rows.Length} recommenders. What was really given has an interaction rate of {Numbers.Rate(table.GivenRate)}, drawn as an upright dashed line.", area.Bottom + 38,
            Markup.Of($"{area.LeftAxis("Jaccard, with 95 % interval")}{area.BottomAxis("interacting pairs, % of pairs proposed")}{Shapes.Line("mark", given, area.Top, given, area.Bottom)}{Shapes.Text("mute end", area.Right, area.Top - 8, $"really given {Numbers.Rate(table.GivenRate)}")}{table.Rows.Select((row, i) => Cross(area, row, i, row.Recommender == table.Subject))}{table.Rows.Select(row => Name(area, room, row, row.Recommender == table.Subject))}\n"),
            Table.Of(title, [new("Recommender"), new("Jaccard", true), new("Interaction rate", true)], table.Rows.Select(row => new[]
            {
                Markup.Encoded(row.Recommender), Markup.Encoded(Numbers.Measure(row.Jaccard)), Markup.Encoded(Numbers.Rate(row.InteractionRate)),
            })));
    }

    /// <summary>What is lost where only the visits are answered that a recommender is surest of: a curve that falls to the left knows when it does not know.</summary>
    /// <param name="id">Distinct on the page.</param>
    /// <param name="table">The leaderboard.</param>
    public static Markup Risk(string id, BenchTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        const string title = "Risk against coverage";
        var all = table.Rows.Where(row => row.Risk.Length > 0).ToArray();
        // There are four markers: more lines could not be told apart.
        var rows = all.Take(Drawn).ToArray();
        if (rows.Length == 0)
            return Figure.NoData(id, title, "no visit was scored.");
        var area = new PlotArea(Scale.Covering([0, 100]), Scale.Covering(rows.SelectMany(row => row.Risk).Select(point => point.Risk)), 50, 36, 346, 250);
        return Figure.Of(
            id, title, $"1 - Jaccard of the visits that are answered, the surest first. Lowest area: {all.MinBy(row => RiskCoverage.Area(row.Risk))!.Recommender}.{(all.Length > rows.Length ? $" The first {rows.Length} rows are drawn; the numbers have all." : "")}", area.Bottom + 46 + 16 * rows.Length,
            Markup.Of($"{area.LeftAxis("1 - Jaccard of those answered")}{area.BottomAxis("visits answered, %")}{rows.Reverse().Select((row, i) => Line(area, row, rows.Length - 1 - i, row.Recommender == table.Subject))}{rows.Select((row, i) => Key(area, row, i, row.Recommender == table.Subject))}\n"),
            Table.Of(title, [new("Recommender"), new("At 50 % of visits", true), new("At all", true), new("Mean over coverages", true)], all.Select(row => new[]
            {
                Markup.Encoded(row.Recommender), Markup.Encoded(Numbers.Measure(row.Risk.MinBy(point => Math.Abs(point.Coverage - 0.5))!.Risk)), Markup.Encoded(Numbers.Measure(row.Risk[^1].Risk)),
                Markup.Encoded(Numbers.Measure(RiskCoverage.Area(row.Risk))),
            })));
    }

    private static Markup Point(PlotArea area, BenchRow row, Interval value, bool leads, bool differs, double y)
    {
        var (look, weight) = leads ? ("lead", " strong") : ("other", "");
        var bar = double.IsFinite(value.Lower) && double.IsFinite(value.Upper) ? Shapes.Line(look + " bar", area.X(value.Lower), y, area.X(value.Upper), y) : Markup.Empty;
        return Markup.Of($"{Shapes.Label("end" + weight, area.Left - 8, y + 4, row.Recommender, 86)}{bar}{Shapes.Dot(look + " fill", area.X(value.Estimate), y, leads ? 5.5 : 4.5)}{Shapes.Text("end" + weight, Figure.Width - 6, y + 4, differs ? Numbers.WithSign(value.Estimate, 3) : Numbers.Measure(value.Estimate))}\n");
    }

    private static Markup Cross(PlotArea area, BenchRow row, int shape, bool leads)
    {
        var look = leads ? "lead" : "other";
        var (x, y) = (area.X(100 * row.InteractionRate.Estimate), area.Y(row.Jaccard.Estimate));
        return Markup.Of($"{Shapes.Line(look + " thin", x, area.Y(row.Jaccard.Lower), x, area.Y(row.Jaccard.Upper))}{Shapes.Marker(look + " fill", shape, x, y)}\n");
    }

    private static Markup Name(PlotArea area, LabelRoom room, BenchRow row, bool leads)
    {
        var name = TextWidth.Fit(row.Recommender, 11, 110);
        var (x, y) = room.Place(area.X(100 * row.InteractionRate.Estimate), area.Y(row.Jaccard.Estimate), TextWidth.Of(name, 11));
        return Shapes.Text(leads ? "halo strong" : "halo", x, y, name);
    }

    private static Markup Line(PlotArea area, BenchRow row, int shape, bool leads)
    {
        var look = leads ? "lead" : "other";
        var spots = row.Risk.Select(point => (area.X(100 * point.Coverage), area.Y(point.Risk))).ToArray();
        // A marker at every fourth point tells the lines apart where they are grey.
        return Markup.Of($"{Shapes.Path(look + " thin none", spots)}{spots.Where((_, i) => i % 4 == shape % 4).Select(spot => Shapes.Marker(look + " fill", shape, spot.Item1, spot.Item2))}\n");
    }

    private static Markup Key(PlotArea area, BenchRow row, int i, bool leads)
    {
        var y = area.Bottom + 48 + 16 * i;
        return Markup.Of($"{Shapes.Marker((leads ? "lead" : "other") + " fill", i, area.Left + 6, y - 4)}{Shapes.Text(leads ? "strong" : "", area.Left + 18, y, row.Recommender)}");
    }
}
