using CafeMed.Learning.Streaming;

namespace CafeMed.Cli.Show;

/// <summary>Who trains, who chooses, who is only tested.</summary>
internal static class SplitView
{
    /// <summary>Prints the parts.</summary>
    public static void Show(Page page, PartSizes sizes)
    {
        page.Heading("Split by patient: nobody is in two parts");
        page.Table(
            ["<part", "patients", "visits", "<used to"],
            [Row("training", sizes.Training, "fit everything that is fitted"), Row("validation", sizes.Validation, "choose when to stop, penalties, thresholds"), Row("test", sizes.Test, "measure, once, at the end")]);
    }

    private static string[] Row(string name, (int Patients, int Visits) part, string use) => [name, Figures.Count(part.Patients), Figures.Count(part.Visits), use];
}
