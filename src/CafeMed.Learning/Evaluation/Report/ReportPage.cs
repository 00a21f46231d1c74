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

    /// <summary>The page, to be written as UTF-8.</summary>
    public static string Render(RunReport run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return PageFrame.Of(
            $"{run.Title} · CafeMed run report",
            ("results", "the results"),
            Markup.Of($"{HeadSection.Of(run)}{PageFrame.Links(s_sections.Where(section => run.Decisions is not null || section.Item1 != "decisions").ToArray())}"),
            Markup.Of($"{ReadingSection.Of()}{ScoreSection.Of(run.Scores)}{DecisionSection.Of(run.Decisions)}{TrainingSection.Of(run.Epochs)}{GateSection.Of(run.Gates)}{AdviceSection.Of(run)}{CohortSection.Of(run.Cohort)}{ProvenanceSection.Of(run)}"),
            Markup.Of($" Run <code>{run.Name}</code>, {run.Utc}, seed {run.Seed}."));
    }
}
