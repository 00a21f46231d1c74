using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Sections;

namespace CafeMed.Learning.Evaluation.Report;

/// <summary>The report of a run as one page that needs nothing else: no network, no script, no font.</summary>
/// <remarks>The same input gives the same bytes. The page is well-formed XML too, so that machines can read it.</remarks>
public static class ReportPage
{
    /// <summary>The page, to be written as UTF-8.</summary>
    public static string Render(RunReport run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var page = Markup.Of($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
            <title>{run.Title} · CafeMed run report</title>
            <style>{PageStyle.Sheet}</style>
            </head>
            <body>
            <a class="skip" href="#results">Skip to the results</a>
            {PageStyle.Patterns}
            <div class="page">
            {HeadSection.Of(run)}
            <nav aria-label="Sections"><a href="#reading">How to read this</a><a href="#results">Results</a><a href="#training">Training</a><a href="#gates">Gates</a><a href="#advice">One patient's advice</a><a href="#why">Why</a><a href="#cohort">Cohort</a><a href="#provenance">Provenance</a></nav>
            <main>
            {ReadingSection.Of()}{ScoreSection.Of(run.Scores)}{TrainingSection.Of(run.Epochs)}{GateSection.Of(run.Gates)}{AdviceSection.Of(run)}{CohortSection.Of(run.Cohort)}{ProvenanceSection.Of(run)}</main>
            <footer><p>Research decision support. Not a medical device. Run <code>{run.Name}</code>, {run.Utc}, seed {run.Seed}.</p></footer>
            </div>
            </body>
            </html>

            """);
        return page.ToString().ReplaceLineEndings("\n");
    }
}
