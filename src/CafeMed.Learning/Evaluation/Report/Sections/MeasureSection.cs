using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Plots;

namespace CafeMed.Learning.Evaluation.Report.Sections;

/// <summary>All measures behind the table: decisions, groups, rarity, calibration, tests.</summary>
public static class MeasureSection
{
    private const int DrugsShown = 12;

    /// <summary>Whether there is anything to show.</summary>
    public static bool Has(Scoreboard scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return !scores.Rows.IsDefaultOrEmpty && !scores.Rows[0].Points.IsEmpty;
    }

    /// <summary>The section; nothing where nothing of it was measured.</summary>
    /// <param name="scores">What was measured.</param>
    /// <param name="label">The name of a drug, for people.</param>
    public static Markup Of(Scoreboard scores, Func<Code, string> label)
    {
        ArgumentNullException.ThrowIfNull(label);
        if (!Has(scores))
            return Markup.Empty;
        var subject = scores.Rows[0];
        return Markup.Of($"""
            <section aria-labelledby="measures"><h2 id="measures">All measures</h2>
            <p>At a half: every drug with a probability of 0.5 or more. Tuned: the recommender's own decision, chosen on validation patients. Matched: one threshold at which as many drugs are proposed as were given. A weighted rate counts a pair by its severity; over chance, a rate is divided by that of the same drugs, as often proposed, combined by chance. What prescribers gave: rate {Numbers.Rate(scores.PrescribedInteractionRate)}, weighted {Numbers.Rate(scores.PrescribedWeightedRate)}, {Numbers.Measure(scores.PrescribedOverChance)} of chance.</p>
            {Table.Of("Sets by decision; value and 95 % interval", PointColumns(), scores.Rows.SelectMany(row => row.Points.Select(point => Cells(row, point))))}
            {Table.Of("Ranking and probabilities; value and 95 % interval", [new("Recommender"), new("PRAUC", true), new("AUROC", true), new("Calibration error (ECE)", true), new("Brier score", true)], scores.Rows.Select(Ranking))}
            {Tests(scores)}
            <div class="grid3">
            {GroupPlot.Of("fig-by-visit", "First and later visits", subject, GroupKind.Visit)}{GroupPlot.Of("fig-by-age", "By age", subject, GroupKind.Age)}{GroupPlot.Of("fig-by-sex", "By sex", subject, GroupKind.Sex)}{GroupPlot.Of("fig-by-site", "By hospital", subject, GroupKind.Site)}{RarityPlot.Of(scores)}
            </div>
            {Drugs(subject, label)}</section>

            """);
    }

    /// <summary>The table as the SafeDrug line reports it.</summary>
    public static Markup AsTheField(Scoreboard scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return Markup.Of($"""
            <section aria-labelledby="field"><h2 id="field">As the field reports it</h2>
            <p>At 0.5, over ten draws of 80 % of the test patients with replacement: mean and standard deviation of the draws. They say how much the test patients matter for one trained model, not how much another training would differ.</p>
            {Table.Of("Legacy protocol; mean ± standard deviation of ten draws", [new("Recommender"), new("Jaccard", true), new("F1", true), new("PRAUC", true), new("Interaction rate", true), new("Drugs per visit", true)], scores.Rows.Where(row => row.Field is not null).Select(FieldCells))}</section>

            """);
    }

    private static TableColumn[] PointColumns() =>
    [
        new("Recommender"), new("Jaccard", true), new("F1", true), new("Precision", true), new("Recall", true), new("Interaction rate", true), new("Weighted", true),
        new("Over chance", true), new("Drugs per visit", true),
    ];

    private static Markup[] Cells(ScoreRow row, PointScore point) =>
    [
        Markup.Of($"{row.Recommender}<small>{At(point.At)}</small>"), Markup.Encoded(Numbers.Measure(point.Jaccard)), Markup.Encoded(Numbers.Measure(point.F1)),
        Markup.Encoded(Numbers.Measure(point.Precision)), Markup.Encoded(Numbers.Measure(point.Recall)), Markup.Encoded(Numbers.Rate(point.InteractionRate)),
        Markup.Encoded(Numbers.Rate(point.WeightedInteractionRate)), Markup.Encoded(Numbers.Measure(point.OverChance)), Markup.Encoded(Numbers.PerVisit(point.DrugsPerVisit)),
    ];

    private static string At(OperatingPoint point) => point switch
    {
        OperatingPoint.Half => "at a half",
        OperatingPoint.Matched => "at matched size",
        _ => "tuned",
    };

    private static Markup[] Ranking(ScoreRow row) =>
    [
        Markup.Encoded(row.Recommender), Markup.Encoded(Numbers.Measure(row.PrAuc)), Markup.Encoded(Numbers.Measure(row.RocAuc)),
        Markup.Encoded(row.Calibration is { } held ? Numbers.Measure(held.Ece) : Numbers.None), Markup.Encoded(row.Calibration is { } squared ? Numbers.Measure(squared.Brier) : Numbers.None),
    ];

    private static Markup Tests(Scoreboard scores) => Table.Of(
        $"{scores.Subject} minus each other recommender, on the same patients; p-values corrected by Holm",
        [new("Compared with"), new("Measure"), new("Difference", true), new("p", true)],
        scores.Rows.SelectMany(row => row.Tests.Select(test => new[]
        {
            Markup.Encoded(row.Recommender), Markup.Encoded(test.Measure), Markup.Encoded(Numbers.Difference(test.Difference)),
            Markup.Encoded(test.Corrected < 0.001 ? "< 0.001" : Numbers.Measure(test.Corrected)),
        })));

    private static Markup Drugs(ScoreRow subject, Func<Code, string> label)
    {
        var drugs = subject.Calibration?.Drugs ?? [];
        return drugs.IsEmpty ? Markup.Empty : Table.Of(
            $"The {Math.Min(DrugsShown, drugs.Length)} drugs whose probabilities are furthest off, of {drugs.Length}; {drugs.Count(drug => drug.IsOff)} are off beyond their 95 % interval, where chance has one in twenty",
            [new("Drug"), new("Given", true), new("Predicted", true), new("Observed", true), new("Predicted minus observed", true), new("Brier score", true)],
            drugs.OrderByDescending(drug => Math.Abs(drug.Excess.Estimate)).Take(DrugsShown).Select(drug => new[]
            {
                Markup.Encoded(label(drug.Medication)), Markup.Encoded(Numbers.Count(drug.Given)), Markup.Encoded(Numbers.Rate(drug.Predicted)), Markup.Encoded(Numbers.Rate(drug.Observed)),
                Markup.Encoded(Numbers.Difference(drug.Excess)), Markup.Encoded(Numbers.Measure(drug.Brier)),
            }));
    }

    private static Markup[] FieldCells(ScoreRow row) =>
    [
        Markup.Encoded(row.Recommender), Value(row.Field!.Jaccard), Value(row.Field.F1), Value(row.Field.PrAuc), Value(row.Field.InteractionRate), Value(row.Field.DrugsPerVisit),
    ];

    private static Markup Value(FieldValue value) => Markup.Encoded(
        double.IsFinite(value.Mean) ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value.Mean:0.0000} ± {value.Deviation:0.0000}") : Numbers.None);
}
