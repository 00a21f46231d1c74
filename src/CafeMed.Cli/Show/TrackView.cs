using CafeMed.Learning.Evaluation;

namespace CafeMed.Cli.Show;

/// <summary>Two tracks beside each other.</summary>
internal static class TrackView
{
    /// <summary>Prints a row for each recommender of each track, and what separates the subjects.</summary>
    public static void Show(Page page, IReadOnlyList<(string Track, Scoreboard Scores)> runs, IReadOnlyList<PairedTest> tests)
    {
        page.Heading($"Both tracks: {Figures.Of(runs[0].Scores.Patients, "test patient")}");
        page.Table(
            ["<track", "<recommender", "Jaccard", "F1", "PRAUC", "interactions", "drugs/visit"],
            runs.SelectMany(run => run.Scores.Rows.Select(row => new[]
            {
                run.Track, row.Recommender, Figures.Stacked(row.Jaccard, "0.000"), Figures.Stacked(row.F1, "0.000"), Figures.Stacked(row.PrAuc, "0.000"),
                Figures.Stacked(row.InteractionRate, "0.000"), Figures.Stacked(row.DrugsPerVisit, "0.0"),
            })));
        page.Text($"{runs[0].Scores.Subject}, {runs[0].Track} minus {runs[1].Track}, on the same patients: {string.Join("; ", tests.Take(3).Select(test => $"{test.Measure} {Figures.Inline(test.Difference, "0.000", true)}"))}.");
        page.Text("What lies between the tracks is what the codes of the stay itself tell, most of them known only at its end.");
    }
}
