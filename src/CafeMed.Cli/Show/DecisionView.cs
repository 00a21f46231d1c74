using CafeMed.Learning.Evaluation.Report;
using CafeMed.Learning.Evaluation.Selective;

namespace CafeMed.Cli.Show;

/// <summary>What is promised with an answer, and whether it held on the test part.</summary>
internal static class DecisionView
{
    /// <summary>Prints it.</summary>
    public static void Show(Page page, DecisionReview review)
    {
        var certainty = review.Certainty;
        page.Heading("Decisions, and what is promised of them");
        page.Text(Words.Of(review.Decision.Rule));
        page.Text($"Promises are measured on {Figures.Of(certainty.Patients, "validation patient")}, {(certainty.HeldApart ? "who took part in nothing else" : "who also chose when to stop, the recalibration and the decision: close, not exact")}; below, what held on {Figures.Of(review.Patients, "held-out patient")}.");
        page.Table(
            ["<set that misses at most", "from probability", "missed", "drugs/visit"],
            review.Sets.Select(set => new[] { $"{100 * set.MissRate:0.#} %", $"{set.From:0.000}", Figures.Inline(set.Missed, "0.000"), $"{set.DrugsPerVisit:0.0}" }));
        page.Text($"It answers {Figures.Percent(review.Answered)} of the held-out visits{(double.IsFinite(review.Risk.Estimate) ? $", with a mean risk (1 - Jaccard) of {Figures.Inline(review.Risk, "0.000")}" : "")}; area under risk against coverage {Figures.Inline(review.Curve.Area, "0.000")}, {Figures.Inline(review.Curve.Gain, "0.000", true)} below the mean risk of all.");
    }
}
