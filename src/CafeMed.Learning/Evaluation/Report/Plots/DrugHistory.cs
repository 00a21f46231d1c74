using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Svg;

namespace CafeMed.Learning.Evaluation.Report.Plots;

/// <summary>Which drug was given at which visit, beside what is proposed now.</summary>
public static class DrugHistory
{
    private const string Id = "fig-history";
    private const string Title = "Drugs by visit, and what is proposed";
    private const int MostVisits = 6;
    private const int MostDrugs = 45;
    private const double Row = 17;

    /// <summary>A row per drug that was given at a drawn visit or is proposed, a column per visit (the latest six) and one for the proposal.</summary>
    public static Markup Of(Patient? patient, Advice advice, Func<Code, string> label)
    {
        ArgumentNullException.ThrowIfNull(advice);
        ArgumentNullException.ThrowIfNull(label);
        if (patient is null)
            return Figure.NoData(Id, Title, "no patient was given.");
        var skipped = Math.Max(0, patient.Visits.Length - MostVisits);
        var columns = patient.Visits.Skip(skipped).Select((visit, i) => ($"v{skipped + i + 1}", visit.Medications)).Append(("now", advice.Recommendation.Codes)).ToArray();
        var all = CodeSet.From(columns.SelectMany(column => column.Item2));
        if (all.Count == 0)
            return Figure.NoData(Id, Title, "no drug was given or is proposed.");
        var rows = all.OrderByDescending(code => columns.Count(column => column.Item2.Contains(code))).ThenBy(code => code).Take(MostDrugs).Order().ToArray();
        var cut = all.Count > rows.Length ? $" The {all.Count - rows.Length} drugs given least often are in the table only." : "";
        return Figure.Of(
            Id,
            Title,
            $"{all.Count} drugs. A dot: given at that visit. A square: proposed now. The last visit's own drugs (v{patient.Visits.Length}) were not shown to the recommender.{cut}",
            34 + Row * rows.Length,
            Markup.Of($"{columns.Select((column, i) => Shapes.Text(i == columns.Length - 1 ? "mid strong" : "mid mute", X(i, columns.Length), 16, column.Item1))}{rows.Select((code, i) => Line(code, columns, 24 + Row * i, label))}\n"),
            Table.Of(Title, [new("Drug"), .. columns.Select(column => new TableColumn(column.Item1))], all.Select(code => (IReadOnlyList<Markup>)[Words.Name(code, label), .. columns.Select(column => Markup.Encoded(column.Item2.Contains(code) ? "yes" : "–"))])));
    }

    private static double X(int column, int columns) => Figure.Width - 16 - 26 * (columns - 1 - column);

    private static Markup Line(Code code, (string Name, CodeSet Drugs)[] columns, double y, Func<Code, string> label)
    {
        var marks = columns.Select((column, i) => column.Drugs.Contains(code) ? Mark(i == columns.Length - 1, X(i, columns.Length), y + Row / 2) : Markup.Empty);
        return Markup.Of($"{Shapes.Line("grid", 4, y + Row, Figure.Width - 4, y + Row)}{Shapes.Text("mono", 4, y + 12.5, TextWidth.Fit(code.Value, 10.5, 52))}{(label(code) == code.Value ? Markup.Empty : Shapes.Label("", 60, y + 12.5, label(code), X(0, columns.Length) - 74))}{marks}\n");
    }

    private static Markup Mark(bool proposed, double x, double y) =>
        proposed ? Shapes.Box("lead fill", x - 5, y - 5, 10, 10) : Shapes.Dot("other fill", x, y, 4);
}
