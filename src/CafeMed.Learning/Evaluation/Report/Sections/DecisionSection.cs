using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Plots;
using CafeMed.Learning.Evaluation.Selective;

namespace CafeMed.Learning.Evaluation.Report.Sections;

/// <summary>What is promised with an answer, and whether it held: conformal sets, intervals of probabilities, abstention.</summary>
public static class DecisionSection
{
    /// <summary>The section; nothing where nobody looked.</summary>
    public static Markup Of(DecisionReview? review)
    {
        if (review is null)
            return Markup.Empty;
        var certainty = review.Certainty;
        var who = certainty.HeldApart
            ? $"measured on {Numbers.Count(certainty.Patients)} validation patients who took part in nothing else"
            : $"measured on the {Numbers.Count(certainty.Patients)} validation patients, who also chose when to stop, the recalibration and the decision: close, not exact";
        return Markup.Of($"""
            <section aria-labelledby="decisions"><h2 id="decisions">Decisions</h2>
            <p>{Words.Of(review.Decision.Rule)} Promises below were {who}; then looked at on {Numbers.Count(review.Patients)} held-out patients.</p>
            {Table.Of("Conformal sets: every drug from a probability on, so that at most a chosen share of what is given is missed", s_sets, review.Sets.Select(set => new[]
            {
                Markup.Encoded(Numbers.Rate(set.MissRate)), Markup.Encoded(Numbers.Measure(set.From)), Markup.Encoded(Numbers.Rate(set.Missed)), Markup.Encoded(Numbers.PerVisit(set.DrugsPerVisit)),
            }))}
            <p>{Answered(review)}</p>
            <div class="grid3">
            {RiskCoveragePlot.Of(review)}
            </div>
            {(certainty.Bands.IsEmpty ? Markup.Of($"<p>Too few predictions for intervals of probabilities.</p>") : Table.Of("What came of predictions: share given, with a 95 % interval for a single drug", s_bands, certainty.Bands.Select(band => new[]
            {
                Markup.Encoded(Numbers.Measure(band.Predicted)), Markup.Encoded(Numbers.Measure(band.Observed)), Markup.Encoded($"{Numbers.Measure(band.Lower)} to {Numbers.Measure(band.Upper)}"), Markup.Encoded(Numbers.Count(band.Predictions)),
            })))}
            </section>

            """);
    }

    private static readonly TableColumn[] s_sets = [new("Promised to miss at most", true), new("From probability", true), new("Missed on held-out patients", true), new("Drugs per visit", true)];
    private static readonly TableColumn[] s_bands = [new("Predicted", true), new("Given", true), new("Interval", true), new("Predictions", true)];

    private static string Answered(DecisionReview review)
    {
        var abstention = review.Certainty.Abstention;
        var asked = abstention.TargetRisk is { } target ? $"a mean risk of at most {Numbers.Measure(target)} among the answered" : "a chosen share to be answered";
        var risk = double.IsFinite(review.Risk.Estimate) ? $", with a mean risk (1 - Jaccard) of {Numbers.Measure(review.Risk)}" : "";
        return $"It abstains below an expected Jaccard of {Numbers.Measure(abstention.LeastConfidence)} or where less than {Numbers.Rate(abstention.LeastKnown)} of the codes are understood, chosen for {asked}. "
            + $"Of the held-out visits it answers {Numbers.Rate(review.Answered)}{risk}.";
    }
}
