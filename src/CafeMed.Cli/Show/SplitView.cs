namespace CafeMed.Cli.Show;

/// <summary>Who trains, who chooses, who is only tested.</summary>
internal static class SplitView
{
    /// <summary>Prints the parts.</summary>
    public static void Show(Page page, CohortSplit split)
    {
        page.Heading("Split by patient: nobody is in two parts");
        page.Table(
            ["<part", "patients", "visits", "<used to"],
            [Row("training", split.Training, "fit everything that is fitted"), Row("validation", split.Validation, "choose when to stop, penalties, thresholds"), Row("test", split.Test, "measure, once, at the end")]);
    }

    private static string[] Row(string name, Cohort part, string use) => [name, Figures.Count(part.Patients.Length), Figures.Count(part.VisitCount), use];
}
