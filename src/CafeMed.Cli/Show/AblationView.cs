using CafeMed.Learning.Evaluation.Ablation;

namespace CafeMed.Cli.Show;

/// <summary>The table of variants.</summary>
internal static class AblationView
{
    /// <summary>Prints it.</summary>
    public static void Show(Page page, AblationTable table)
    {
        page.Heading($"What each part is worth: {Figures.Of(table.Seeds.Length, "seed")}, {Figures.Of(table.Patients, "held-out patient")}");
        page.Table(
            ["<", "Jaccard", "F1", "PRAUC", "alone", "interactions", "R-learner", "planted"],
            table.Rows.Select(row => new[]
            {
                row.Variant, Cell(row.Jaccard), Cell(row.F1), Cell(row.PrAuc), Cell(row.Alone), Cell(row.InteractionRate), Cell(row.Agreement), Cell(row.Planted),
            }));
        page.Text($"Under each value, variant minus {table.Full} with its 95 % interval, on the same patients; * where it is shown (p < 0.05 after Holm's correction for the number of variants). alone: Jaccard of the network without the linear tower. R-learner, planted: correlation of the gates with held-out slopes, and with the truth.");
        foreach (var finding in table.Findings)
            page.Text(finding, 2, 2);
    }

    private static string Cell(AblationMeasure measure)
    {
        if (!double.IsFinite(measure.Value.Estimate))
            return "none";
        var value = $"{measure.Value.Estimate:0.000}";
        if (measure.Difference is not { } difference)
            return value;
        return $"{value}\n{Figures.Signed(difference.Estimate, ".000")}{(measure.Shown ? "*" : " ")}\n[{Figures.Signed(difference.Lower, ".000")}, {Figures.Signed(difference.Upper, ".000")}]";
    }
}
