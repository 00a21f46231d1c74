using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Scoring;

namespace CafeMed.Learning.Studies;

/// <summary>Fits the baselines of a study.</summary>
public static class BaselineFits
{
    /// <summary>Every baseline of the options, fitted on training and decided on validation.</summary>
    /// <param name="study">The study.</param>
    /// <param name="ct">Stops between baselines.</param>
    public static IReadOnlyList<Contestant> Of(Study study, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(study);
        var contestants = new List<Contestant>();
        foreach (var name in study.Options.Baselines)
        {
            ct.ThrowIfCancellationRequested();
            var scorer = Study.BaselineParts.Create(name).Fit(study.Training, study.Validation, ct);
            var part = PartAttribute.Of(Study.BaselineParts[name]);
            contestants.Add(new Contestant(name, part.Summary, scorer, DecisionSearch.Of(scorer.Score(study.Validation), study.Validation, study.Options.Decision)));
        }
        return contestants;
    }
}
