using CafeMed.Learning.Evaluation.Ablation;
using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Svg;

namespace CafeMed.Learning.Evaluation.Report.Plots;

/// <summary>How every variant differs from the full model in one measure: a dot, its interval, and a line at 0. Differences that are shown are stressed.</summary>
public static class DifferencePlot
{
    private const double RowHeight = 26;

    /// <summary>The plot.</summary>
    /// <param name="id">Distinct on the page.</param>
    /// <param name="title">The measure's name.</param>
    /// <param name="table">The variants.</param>
    /// <param name="measure">Which measure.</param>
    public static Markup Of(string id, string title, AblationTable table, Func<AblationRow, AblationMeasure> measure)
    {
        ArgumentNullException.ThrowIfNull(table);
        var rows = table.Rows.Skip(1).Select(row => (Name: row.Variant, Measure: measure(row))).ToArray();
        if (!rows.Any(row => row.Measure.Difference is not null))
            return Figure.NoData(id, title, "no variant can be compared with the full model in this.");
        var ends = rows.Where(row => row.Measure.Difference is not null).SelectMany(row => Ends(row.Measure.Difference!.Value)).Append(0);
        var area = new PlotArea(Scale.Covering(ends, 3), Scale.Covering([]), 132, 10, 298, 10 + RowHeight * rows.Length);
        return Figure.Of(
            id, title,
            $"{title}: variant minus {table.Full}, with 95 % intervals. Left of 0 the variant has less, right of 0 more. {rows.Count(row => row.Measure.Shown)} of {rows.Length} differences are shown.",
            area.Bottom + 36,
            Markup.Of($"{area.BottomAxis($"variant minus {table.Full}")}{Shapes.Line("zero", area.X(0), area.Top, area.X(0), area.Bottom)}{rows.Select((row, i) => Row(area, row.Name, row.Measure, area.Top + RowHeight * (i + 0.5)))}\n"),
            Table.Of(title, [new("Variant"), new("Difference", true), new("Corrected p", true)], rows.Select(row => new[]
            {
                Markup.Encoded(row.Name), Markup.Encoded(row.Measure.Difference is { } difference ? Numbers.Difference(difference) : Numbers.None),
                Markup.Encoded(row.Measure.P is { } p ? Numbers.Measure(p) : Numbers.None),
            })));
    }

    private static double[] Ends(Interval value) => [value.Estimate, value.Lower, value.Upper];

    private static Markup Row(PlotArea area, string name, AblationMeasure measure, double y)
    {
        var (look, weight) = measure.Shown ? ("lead", " strong") : ("other", "");
        var label = Shapes.Label("end" + weight, area.Left - 8, y + 4, name, 122);
        if (measure.Difference is not { } difference)
            return Markup.Of($"{label}{Shapes.Text("mute", area.Left + 6, y + 4, "no value")}");
        var interval = double.IsFinite(difference.Lower) && double.IsFinite(difference.Upper)
            ? Shapes.Line(look + " bar", area.X(difference.Lower), y, area.X(difference.Upper), y) : Markup.Empty;
        return Markup.Of($"{label}{interval}{Shapes.Dot(look + " fill", area.X(difference.Estimate), y, measure.Shown ? 5.5 : 4.5)}{Shapes.Text("end" + weight, Figure.Width - 6, y + 4, Numbers.WithSign(difference.Estimate, 3))}\n");
    }
}
