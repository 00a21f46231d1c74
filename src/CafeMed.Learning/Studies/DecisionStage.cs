using CafeMed.Learning.Scoring;

namespace CafeMed.Learning.Studies;

/// <summary>The last step of a study: fixes the decision on the patients that choose, and measures what is promised of it on those held apart.</summary>
internal static class DecisionStage
{
    /// <summary>Decides and measures.</summary>
    /// <param name="study">The study.</param>
    /// <param name="chosen">Combined and recalibrated, without having been fitted on validation patients: it decides.</param>
    /// <param name="scorer">What answers: it is measured on those held apart.</param>
    /// <param name="interactions">(M, M) row-major share of interacting ingredient pairs.</param>
    public static (Decision Decision, DecisionKnowledge Certainty) Of(Study study, CombinedScorer chosen, CombinedScorer scorer, float[] interactions)
    {
        var (options, validation) = (study.Options, study.Validation);
        var logits = chosen.Score(validation);
        var decision = DecisionSearch.Of(logits, validation, options.Decision);
        if (options.Trainer.TargetInteractionRate is { } target)
            decision = DecisionSearch.Steer(decision, logits, validation, interactions, target);
        var (apart, ofApart) = study.HeldApart is { } table ? (table, scorer.Score(table)) : (validation, logits);
        decision = decision with { KeepFrom = MustKeep.From(ofApart, apart) };
        return (decision, DecisionMeasure.Of(ofApart, apart, study.HeldApart is not null, decision, interactions, options.Decision));
    }
}
