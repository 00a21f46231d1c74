using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Svg;

namespace CafeMed.Learning.Evaluation.Report.Plots;

/// <summary>Jaccard over five groups of visits, from those with the rarest diagnoses on: a line for the subject and one for the strongest other recommender.</summary>
public static class RarityPlot
{
    private const string Id = "fig-rarity";
    private const string Title = "Do rare diagnoses fare worse?";

    /// <summary>The plot.</summary>
    public static Markup Of(Scoreboard scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var rows = scores.Rows.Where(row => row.Groups.Count(Drawn) > 1).ToArray();
        if (rows.Length == 0)
            return Figure.NoData(Id, Title, "training counts of diagnoses are not known, or the test part is too small.");
        ScoreRow[] lines = [rows[0], .. rows.Skip(1).OrderByDescending(row => row.Jaccard.Estimate).Take(1)];
        var area = new PlotArea(
            Scale.Covering([1, 5], 4), Scale.Covering(lines.SelectMany(row => row.Groups.Where(Drawn).SelectMany(group => new[] { group.Jaccard.Lower, group.Jaccard.Upper }))), 50, 36, 346, 220);
        return Figure.Of(
            Id,
            Title,
            $"Visits in five equal groups by how often training saw their rarest diagnosis; 1 is the rarest. {string.Join(" ", lines.Select(row => $"{row.Recommender} gains {Numbers.WithSign(row.Rarity?.Slope.Estimate ?? double.NaN, 3)} Jaccard from one group to the next."))}",
            area.Bottom + 40 + 16 * lines.Length,
            Markup.Of($"{area.LeftAxis("Jaccard, with 95 % interval")}{area.BottomAxis("group, rarest first")}{lines.Select((row, i) => Series(area, row, i))}{lines.Select((row, i) => Key(area, row.Recommender, i))}\n"),
            Table.Of(Title, [new("Recommender"), new("Group"), new("Jaccard", Numeric: true)], rows.SelectMany(row => row.Groups.Where(Drawn).Select(group => new[]
            {
                Markup.Encoded(row.Recommender), Markup.Encoded(group.Name), Markup.Encoded(Numbers.Measure(group.Jaccard)),
            }))));
    }

    private static bool Drawn(GroupScore group) => group.By == GroupKind.Rarity && double.IsFinite(group.Jaccard.Lower) && double.IsFinite(group.Jaccard.Upper);

    private static string Look(int i) => i == 0 ? "lead" : "other";

    private static Markup Series(PlotArea area, ScoreRow row, int i)
    {
        // A little beside each other, so that neither interval hides the other.
        var spots = row.Groups.Where(Drawn).Select((group, g) => (X: area.X(g + 1) + 5 * i, group.Jaccard)).ToArray();
        return Markup.Of($"{Shapes.Path($"{Look(i)} thin none", spots.Select(spot => (spot.X, area.Y(spot.Jaccard.Estimate))))}{spots.Select(spot => Markup.Of($"{Shapes.Line(Look(i) + " thin", spot.X, area.Y(spot.Jaccard.Lower), spot.X, area.Y(spot.Jaccard.Upper))}{Shapes.Marker(Look(i) + " fill", i, spot.X, area.Y(spot.Jaccard.Estimate))}"))}\n");
    }

    private static Markup Key(PlotArea area, string name, int i)
    {
        var y = area.Bottom + 46 + 16 * i;
        return Markup.Of($"{Shapes.Marker(Look(i) + " fill", i, area.Left + 6, y - 4)}{Shapes.Text("", area.Left + 18, y, name)}");
    }
}
