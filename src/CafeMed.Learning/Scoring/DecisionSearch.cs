using CafeMed.Learning.Encoding;
using CafeMed.Learning.Evaluation;

namespace CafeMed.Learning.Scoring;

/// <summary>Chooses, on validation patients, how a recommender decides: a tuned threshold, or the largest expected Jaccard.</summary>
public static class DecisionSearch
{
    /// <summary>The rule with the better Jaccard on <paramref name="validation"/>; the threshold where both are equal.</summary>
    public static Decision Of(float[] logits, VisitTable validation)
    {
        ArgumentNullException.ThrowIfNull(validation);
        var (threshold, jaccard) = ThresholdSearch.Best(logits, validation);
        var expected = new Decision { Rule = DecisionRule.ExpectedJaccard, Threshold = threshold };
        var scores = VisitScores.Of(logits, expected, validation, []);
        return PatientMeans.Of(scores, validation, score => score.Jaccard).Average() > jaccard
            ? expected
            : expected with { Rule = DecisionRule.Threshold };
    }
}
