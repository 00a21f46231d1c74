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
        var alarm = warnings.Count == 0 ? Markup.Empty
            : Markup.Of($"<div class=\"alarm\" role=\"note\"><strong>Before you trust a number</strong><ul>{warnings.Select(warning => Markup.Of($"<li>{warning}</li>"))}</ul></div>\n");
        return Markup.Of($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
            <title>Accuracy against interactions · CafeMed</title>
            <style>{PageStyle.Sheet}</style>
            </head>
            <body>
            {PageStyle.Patterns}
            <div class="page">
            <header>
            <p class="eyebrow">CafeMed: what fewer interactions cost</p>
            <h1>Control in training against control in the decision</h1>
            <p class="facts"><span>{cohort}</span></p>
            <p class="notice" role="note"><strong>Research decision support. Not a medical device.</strong> Accuracy is agreement with what was prescribed. That is not benefit to patients.</p>
            </header>
            {alarm}<main>
            <section aria-labelledby="plot"><h2 id="plot">Accuracy against interaction rate</h2>
            <p>In training: the network is trained with a penalty that steers the expected rate to a target. Greedy decision: an interacting pair costs probability, and the worst offender is left out until it pays no more. Exact decision: of all sets with at most so many expected interacting pairs, the one of greatest expected Jaccard. The decisions share one network, trained without a penalty.</p>
            {ControlPlot.Of(points, prescribed)}</section>
            <section aria-labelledby="setup"><h2 id="setup">Setup</h2><pre>{configuration}</pre></section>
            </main>
            <footer><p>Research decision support. Not a medical device.</p></footer>
            </div>
            </body>
            </html>

            """).ToString().ReplaceLineEndings("\n");
    }
}
