using CafeMed.Data;
using CafeMed.Learning.Evaluation.Report;

namespace CafeMed.Cli.Show;

/// <summary>Who is in a cohort.</summary>
internal static class CohortView
{
    /// <summary>Prints size, codes and source, as the receipt has them: the cohort itself may be larger than the memory.</summary>
    public static void Show(Page page, CohortReceipt receipt)
    {
        page.Heading($"Cohort {receipt.Name}");
        page.Text($"{Figures.Of(receipt.Patients, "patient")}, {Figures.Of(receipt.Visits, "visit")} ({(double)receipt.Visits / receipt.Patients:0.00} each); {Figures.Of(receipt.Repeated, "patient has", "patients have")} more than one visit");
        page.Text($"from: {receipt.Source}");
        page.Table(
            ["<codes", "per visit", "different"],
            receipt.Kinds.Where(kind => kind.Distinct > 0)
                .Select(kind => new[] { Words.Of(kind.Kind), $"{(double)kind.Rows / receipt.Visits:0.00}", Figures.Count(kind.Distinct) }));
    }
}
