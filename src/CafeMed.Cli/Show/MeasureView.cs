using System.Globalization;
using CafeMed.Learning.Evaluation;

namespace CafeMed.Cli.Show;

/// <summary>All measures behind the table: decisions, groups, rarity, calibration.</summary>
internal static class MeasureView
{
    /// <summary>Prints them.</summary>
    public static void Show(Page page, Scoreboard scores)
    {
        Points(page, scores);
        Groups(page, scores);
        Rarity(page, scores);
        Calibration(page, scores);
        Tests(page, "Differences between recommenders", [.. scores.Rows.Where(row => !row.Tests.IsEmpty).Select(row => ($"{scores.Subject} minus {row.Recommender}", (IReadOnlyList<PairedTest>)row.Tests))]);
    }

    /// <summary>Prints paired tests.</summary>
    public static void Tests(Page page, string heading, IReadOnlyList<(string Name, IReadOnlyList<PairedTest> Tests)> compared)
    {
        if (compared.Count == 0)
            return;
        page.Heading(heading);
        page.Table(
            ["<compared", "<measure", "difference", "p", "p (Holm)"],
            compared.SelectMany(one => one.Tests.Select((test, i) => new[]
            {
                i == 0 ? one.Name : "", test.Measure, Figures.Inline(test.Difference, "0.0000", true), P(test.P), P(test.Corrected) + (test.Shown ? " *" : "  "),
            })));
        page.Text("Differences on the same patients, with 95 % intervals over 2,000 draws of patients; p by the normal distribution with the deviation of the draws, corrected by Holm for the number of comparisons in a measure. *: below 0.05.");
    }

    private static void Points(Page page, Scoreboard scores)
    {
        page.Heading("At a half, at the tuned decision, at the size that was given");
        page.Table(
            ["<recommender", "<at", "Jaccard", "precision", "recall", "interactions", "weighted", "over chance", "drugs/visit"],
            scores.Rows.SelectMany(row => row.Points.Select((point, i) => new[]
            {
                i == 0 ? row.Recommender : "", point.At.ToString().ToLowerInvariant(), Short(point.Jaccard), Short(point.Precision), Short(point.Recall),
                Short(point.InteractionRate), Short(point.WeightedInteractionRate), Short(point.OverChance, "0.00"), Short(point.DrugsPerVisit, "0.0"),
            })));
        page.Text($"(given): interactions {scores.PrescribedInteractionRate:0.000}, weighted {scores.PrescribedWeightedRate:0.000}, over chance {scores.PrescribedOverChance:0.00}. weighted: a pair counts by its severity; over chance: the rate over that of the same drugs combined by chance. Intervals are in metrics.json and with --json.");
        page.Table(["<recommender", "PRAUC", "AUROC"], scores.Rows.Select(row => new[] { row.Recommender, Figures.Inline(row.PrAuc, "0.000"), Figures.Inline(row.RocAuc, "0.000") }));
    }

    private static void Groups(Page page, Scoreboard scores)
    {
        var subject = scores.Rows[0];
        page.Heading($"Jaccard of {scores.Subject} in groups");
        page.Table(
            ["<by", "<group", "patients", "visits", "Jaccard", "PRAUC"],
            subject.Groups.Select((group, i) => new[]
            {
                i > 0 && subject.Groups[i - 1].By == group.By ? "" : group.By.ToString().ToLowerInvariant(), group.Name, Figures.Count(group.Patients) + (group.Small ? " (few)" : ""),
                Figures.Count(group.Visits), Figures.Inline(group.Jaccard, "0.000"), Figures.Inline(group.PrAuc, "0.000"),
            }));
        page.Text($"(few): fewer than {GroupScore.Fewest} patients; the interval itself is then uncertain.");
    }

    private static void Rarity(Page page, Scoreboard scores)
    {
        if (!scores.Rows.Any(row => row.Rarity is not null))
            return;
        page.Heading("Rare diagnoses");
        page.Table(
            ["<recommender", "correlation", "slope", "weighted Jaccard"],
            scores.Rows.Where(row => row.Rarity is not null).Select(row => new[]
            {
                row.Recommender, Figures.Inline(row.Rarity!.Correlation, "0.00", true), Figures.Inline(row.Rarity.Slope, "0.000", true), Figures.Inline(row.Rarity.WeightedJaccard, "0.000"),
            }));
        page.Text("Visits in five equal groups by their rarest diagnosis, counted in training. slope: Jaccard gained from one group to the next more frequent one.");
    }

    private static void Calibration(Page page, Scoreboard scores)
    {
        page.Heading("Do the probabilities hold?");
        page.Table(
            ["<recommender", "ECE", "Brier"],
            scores.Rows.Where(row => row.Calibration is not null).Select(row => new[] { row.Recommender, Figures.Inline(row.Calibration!.Ece, "0.0000"), Figures.Inline(row.Calibration.Brier, "0.0000") }));
        if (scores.Rows[0].Calibration is { Drugs: { IsEmpty: false } drugs })
            page.Text($"{Figures.Of(drugs.Count(drug => drug.IsOff), "drug")} of {drugs.Length} of {scores.Subject} are predicted too often or too rarely (95 % intervals, not corrected: one in twenty is chance). All are in metrics.json.");
    }

    private static string Short(Interval value, string format = "0.000") => double.IsFinite(value.Estimate) ? value.Estimate.ToString(format, CultureInfo.InvariantCulture) : "none";

    private static string P(double value) => !double.IsFinite(value) ? "none" : value < 0.0001 ? "<0.0001" : value.ToString("0.0000", CultureInfo.InvariantCulture);
}
