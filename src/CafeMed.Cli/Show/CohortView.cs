using CafeMed.Data;
using CafeMed.Learning.Evaluation.Report;

namespace CafeMed.Cli.Show;

/// <summary>Who is in a cohort.</summary>
internal static class CohortView
{
    /// <summary>Prints size, codes and source.</summary>
    public static void Show(Page page, Cohort cohort, CohortReceipt receipt)
    {
        var patients = cohort.Patients.Length;
        var repeated = cohort.Patients.Count(patient => patient.Visits.Length > 1);
        page.Heading($"Cohort {cohort.Name}");
        page.Line($"  {Figures.Of(patients, "patient")}, {Figures.Of(cohort.VisitCount, "visit")} ({(double)cohort.VisitCount / patients:0.00} each); {Figures.Of(repeated, "patient has", "patients have")} more than one visit");
        page.Text($"from: {receipt.Source}");
        page.Table(
            ["<codes", "per visit", "different"],
            CodeKinds.All.Select(kind => KindSummary.Of(cohort, kind)).Where(kind => kind.Distinct > 0)
                .Select(kind => new[] { Words.Of(kind.Kind), $"{kind.PerVisit:0.00}", Figures.Count(kind.Distinct) }));
    }
}
