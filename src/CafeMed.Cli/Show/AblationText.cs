using System.Globalization;
using System.Text;
using CafeMed.Learning.Evaluation.Ablation;

namespace CafeMed.Cli.Show;

/// <summary>The table of variants as Markdown.</summary>
internal static class AblationText
{
    /// <summary>The whole text.</summary>
    public static string Of(AblationTable table, string cohort, IReadOnlyList<string> warnings)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# What each part is worth\n\n{cohort}. Seeds {string.Join(", ", table.Seeds)}; {table.Patients} held-out patients in all.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Value, then variant minus {table.Full} with its 95 % interval over resampled patients, paired and pooled over seeds. **Bold**: shown, p < 0.05 after Holm's correction.\n\n");
        text.Append("| variant | Jaccard | F1 | PRAUC | network alone, Jaccard | interaction rate | gates, R-learner | gates, planted |\n|---|---|---|---|---|---|---|---|\n");
        foreach (var row in table.Rows)
            text.Append(CultureInfo.InvariantCulture, $"| `{row.Variant}` | {Cell(row.Jaccard)} | {Cell(row.F1)} | {Cell(row.PrAuc)} | {Cell(row.Alone)} | {Cell(row.InteractionRate)} | {Cell(row.Agreement)} | {Cell(row.Planted)} |\n");
        text.Append("\n## What came out\n\n");
        foreach (var finding in table.Findings.Concat(warnings))
            text.Append(CultureInfo.InvariantCulture, $"- {finding}\n");
        return text.ToString();
    }

    private static string Cell(AblationMeasure measure)
    {
        if (!double.IsFinite(measure.Value.Estimate))
            return "none";
        var value = $"{measure.Value.Estimate:0.000}";
        if (measure.Difference is not { } difference)
            return value;
        var told = $"{Figures.Signed(difference.Estimate, "0.000")} [{Figures.Signed(difference.Lower, "0.000")}, {Figures.Signed(difference.Upper, "0.000")}]";
        return measure.Shown ? $"{value}<br>**{told}**" : $"{value}<br>{told}";
    }
}
