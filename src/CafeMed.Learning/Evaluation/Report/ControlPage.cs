using CafeMed.Learning.Evaluation.Controls;
using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Plots;

namespace CafeMed.Learning.Evaluation.Report;

/// <summary>A comparison of ways to hold interactions down, as one page that needs nothing else.</summary>
public static class ControlPage
{
    /// <summary>The page, to be written as UTF-8.</summary>
    /// <param name="cohort">Who was measured, in words.</param>
    /// <param name="points">By control; each control's settings in order of strength.</param>
    /// <param name="prescribed">The prescribers' own rate of interacting pairs, in [0, 1].</param>
    /// <param name="warnings">What a reader must know before trusting a number.</param>
    /// <param name="configuration">Every setting, as YAML.</param>
    public static string Render(string cohort, IReadOnlyList<ControlPoint> points, double prescribed, IReadOnlyList<string> warnings, string configuration)
    {
        ArgumentNullException.ThrowIfNull(warnings);
        var head = PageFrame.Head(
            "CafeMed: what fewer interactions cost",
            "Control in training against control in the decision",
            [Markup.Of($"{cohort}")],
            "Accuracy is agreement with what was prescribed. That is not benefit to patients.");
        var main = Markup.Of($"""
            <section aria-labelledby="plot"><h2 id="plot">Accuracy against interaction rate</h2>
            <p>In training: the network is trained with a penalty that steers the expected rate to a target. Greedy decision: an interacting pair costs probability, and the worst offender is left out until it pays no more. Exact decision: of all sets with at most so many expected interacting pairs, the one of greatest expected Jaccard. The decisions share one network, trained without a penalty.</p>
            {ControlPlot.Of(points, prescribed)}</section>
            <section aria-labelledby="setup"><h2 id="setup">Setup</h2><pre>{configuration}</pre></section>

            """);
        return PageFrame.Of("Accuracy against interactions · CafeMed", ("plot", "the plot"), Markup.Of($"{head}{PageFrame.Alarm(warnings)}"), main, Markup.Empty);
    }
}
