using System.Globalization;
using CafeMed.Learning.Evaluation.Report.Svg;

namespace CafeMed.Learning.Evaluation.Report.Drawings;

/// <summary>Effects under each other, each a dot with its interval on one scale, with a verdict in words.</summary>
public static class ForestPlot
{
    private const int Width = 1100;
    private const double RowHeight = 22, Top = 70, PlotLeft = 330, PlotRight = 600, Figures = 622, Words = 778, Size = 12, Letter = 7.2;
    private const int Ink = 0x19222c, Mute = 0x4d5966, Grid = 0xdfe4e9, Raises = 0x0b5a9e, Lowers = 0xa84300, Unsure = 0x7a8794;

    /// <summary>The plot of <paramref name="rows"/>, in their order.</summary>
    /// <param name="title">The first line.</param>
    /// <param name="about">The second: estimator, track, patients.</param>
    /// <param name="rows">The effects.</param>
    public static Drawing Of(string title, string about, IReadOnlyList<ForestRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var height = (int)(Top + RowHeight * Math.Max(1, rows.Count) + 52);
        var bottom = Top + RowHeight * Math.Max(1, rows.Count);
        var scale = Scale.Covering(rows.SelectMany(row => new[] { row.Effect.Lower, row.Effect.Upper }).Append(0), 5);
        double X(double value) => scale.Place(value, PlotLeft, PlotRight);
        List<DrawnShape> shapes =
        [
            new DrawnShape.Text(14, 24, 15, Cut(title, Width - 20, 15), Ink),
            new DrawnShape.Text(14, 44, Size, Cut(about, Width - 20, Size), Mute),
        ];
        foreach (var tick in scale.Ticks)
        {
            shapes.Add(new DrawnShape.Line(X(tick), Top - 6, X(tick), bottom, 1, Grid));
            shapes.Add(new DrawnShape.Text(X(tick), bottom + 16, Size - 1, Signed(tick), Mute, 1));
        }
        shapes.Add(new DrawnShape.Line(X(0), Top - 8, X(0), bottom + 3, 1.4, Mute));
        shapes.Add(new DrawnShape.Text((PlotLeft + PlotRight) / 2, bottom + 36, Size - 1, "risk difference, 95 % interval", Mute, 1));
        if (rows.Count == 0)
            shapes.Add(new DrawnShape.Text(14, Top + 15, Size, "no effect to show", Mute));
        for (var i = 0; i < rows.Count; i++)
            shapes.AddRange(Row(rows[i], Top + RowHeight * (i + 0.5), X));
        return new Drawing($"{title}: {rows.Count} effects with 95 % intervals", Width, height, [.. shapes]);
    }

    private static IEnumerable<DrawnShape> Row(ForestRow row, double y, Func<double, double> x)
    {
        var colour = !row.Holds ? Unsure : row.Effect.Estimate > 0 ? Raises : Lowers;
        yield return new DrawnShape.Text(14, y + 4, Size, Cut(row.Label, PlotLeft - 30, Size), Ink);
        yield return new DrawnShape.Line(x(row.Effect.Lower), y, x(row.Effect.Upper), y, 2.2, colour);
        yield return new DrawnShape.Dot(x(row.Effect.Estimate), y, 4.5, colour, !row.Holds);
        yield return new DrawnShape.Text(Figures, y + 4, Size - 1, $"{Signed(row.Effect.Estimate)} [{Signed(row.Effect.Lower)}, {Signed(row.Effect.Upper)}]", Ink);
        yield return new DrawnShape.Text(Words, y + 4, Size - 1, Cut(row.Verdict, Width - Words - 6, Size - 1), row.Holds ? Ink : Mute);
    }

    private static string Signed(double value) => (Math.Round(value, 2) + 0.0).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);

    // By the width of the strokes, which are wider than a font's letters.
    private static string Cut(string text, double room, double size)
    {
        var letters = (int)(room / (Letter * size / Size));
        return text.Length <= letters ? text : text[..(letters - 2)].TrimEnd() + "..";
    }
}
