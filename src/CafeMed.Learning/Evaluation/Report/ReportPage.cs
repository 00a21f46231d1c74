using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Sections;

namespace CafeMed.Learning.Evaluation.Report;

/// <summary>The report of a run as one page that needs nothing else: no network, no script, no font.</summary>
/// <remarks>The same input gives the same bytes. The page is well-formed XML too, so that machines can read it.</remarks>
public static class ReportPage
{
    private static readonly (string, string)[] s_sections =
    [
        ("reading", "How to read this"), ("results", "Results"), ("decisions", "Decisions"), ("training", "Training"), ("gates", "Gates"),
        ("advice", "One patient's advice"), ("why", "Why"), ("cohort", "Cohort"), ("provenance", "Provenance"),
    ];

    private static readonly (string, string)[] s_none = [];

    /// <summary>The page, to be written as UTF-8.</summary>
    public static string Render(RunReport run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return PageFrame.Of(
            $"{run.Title} · CafeMed run report",
            ("results", "the results"),
            Markup.Of($"{HeadSection.Of(run)}{PageFrame.Links(SectionsOf(run))}"),
            Markup.Of($"{ReadingSection.Of()}{ScoreSection.Of(run.Scores)}{(run.AsTheField ? MeasureSection.AsTheField(run.Scores) : Markup.Empty)}{MeasureSection.Of(run.Scores, run.Label)}{DecisionSection.Of(run.Decisions)}{TrainingSection.Of(run.Epochs)}{GateSection.Of(run.Gates)}{AdviceSection.Of(run)}{CohortSection.Of(run.Cohort)}{ProvenanceSection.Of(run)}"),
            Markup.Of($" Run <code>{run.Name}</code>, {run.Utc}, seed {run.Seed}."));
    }

    private static IEnumerable<(string, string)> SectionsOf(RunReport run) => s_sections.Where(section => run.Decisions is not null || section.Item1 != "decisions").SelectMany(section => section.Item1 != "results" ? [section] :
        (IEnumerable<(string, string)>)[section, .. run.AsTheField ? [("field", "As the field reports it")] : s_none, .. MeasureSection.Has(run.Scores) ? [("measures", "All measures")] : s_none]);
}
