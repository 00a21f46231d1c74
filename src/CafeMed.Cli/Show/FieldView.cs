using CafeMed.Learning.Evaluation;

namespace CafeMed.Cli.Show;

/// <summary>The table as the SafeDrug line reports it.</summary>
internal static class FieldView
{
    /// <summary>Prints it.</summary>
    public static void Show(Page page, Scoreboard scores)
    {
        page.Heading("As the field reports it: at 0.5, ten draws of 80 % of the test patients");
        page.Table(
            ["<", "Jaccard", "F1", "PRAUC", "interactions", "drugs/visit"],
            scores.Rows.Where(row => row.Field is not null).Select(row => new[]
            {
                row.Recommender, Cell(row.Field!.Jaccard, "0.0000"), Cell(row.Field.F1, "0.0000"), Cell(row.Field.PrAuc, "0.0000"),
                Cell(row.Field.InteractionRate, "0.0000"), Cell(row.Field.DrugsPerVisit, "0.00"),
            }));
        page.Text("Mean and standard deviation of the draws: how much the test patients matter for one trained model, not how much another training would differ. docs/evaluation.md has the formulas.");
    }

    private static string Cell(FieldValue value, string format) => $"{Number(value.Mean, format)}\n± {Number(value.Deviation, format)}";

    private static string Number(double value, string format) => double.IsFinite(value) ? value.ToString(format, System.Globalization.CultureInfo.InvariantCulture) : "none";
}
