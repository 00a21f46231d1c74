using CafeMed.Learning.Streaming;
using CafeMed.Learning.Studies;

namespace CafeMed.Cli.Show;

/// <summary>Who trains, who chooses, who is only tested.</summary>
internal static class SplitView
{
    /// <summary>Prints the parts; and, where there is a linear tower that is fitted once more, on whom.</summary>
    public static void Show(Page page, StudyPatients people, StudyOptions options, bool lastFit)
    {
        page.Heading($"Split by {By(options)}: nobody is in two parts");
        page.Table(
            ["<part", "patients", "visits", "<used to"],
            [
                Row("training", people.Sizes.Training, "fit everything that is fitted"), Row("validation", people.Sizes.Validation, $"choose when to stop, penalties, thresholds{(lastFit ? "; then the last fit" : "")}"),
                Row("test", people.Sizes.Test, "measure, once, at the end"),
            ]);
        if (people.LeftOut > 0)
            page.Text($"{Figures.Of(people.LeftOut, "visit")} of training and validation patients begin after the first visit of the test part, and are left out.");
        if (lastFit)
            page.Text("The last fit: when all is chosen, the linear tower is fitted once more, on training and validation patients together.");
        page.Text($"Track: {Track(options.Track)}.");
    }

    /// <summary>A track in words.</summary>
    public static string Track(VisitTrack track) => track == VisitTrack.Admission
        ? "admission: what is known on arrival, and the diagnoses and procedures of the visit before"
        : "retrospective: all codes of the stay, as the field does; it answers what was given, not what to give";

    private static string By(StudyOptions options) => options.Protocol == SplitProtocol.Legacy ? "patient, in the order of the list"
        : (options.Split.Kind switch
        {
            SplitKind.Hospital => "hospital",
            SplitKind.Time => "time of the first visit",
            _ => "patient",
        }) + (options.Split.Fold is { } fold ? $", fold {fold} of {options.Split.Folds}" : "");

    private static string[] Row(string name, (int Patients, int Visits) part, string use) => [name, Figures.Count(part.Patients), Figures.Count(part.Visits), use];
}
