using CafeMed.Learning.Evaluation;

namespace CafeMed.Learning.Scoring;

/// <summary>Chooses, on validation patients, how a recommender decides: a tuned threshold or the largest expected Jaccard, and what an interaction costs.</summary>
public static class DecisionSearch
{
    // A pair of which one in a hundred thousand prescriptions interacts still costs more than a certain medication is worth.
    private const double Dearest = 1_000_000;

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

    /// <summary>The same rule with the smallest cost of an interaction that keeps the interaction rate on <paramref name="validation"/> at <paramref name="target"/> or below, but not less than 0.01; where the rate is there already, the rule as it is.</summary>
    /// <param name="decision">The rule.</param>
    /// <param name="logits">(V, M) row-major.</param>
    /// <param name="validation">The visits.</param>
    /// <param name="interactions">(M, M) row-major share of interacting ingredient pairs.</param>
    /// <param name="target">The rate, in [0, 1].</param>
    public static Decision Steer(Decision decision, float[] logits, VisitTable validation, float[] interactions, double target)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (Rate(0) <= target)
            return decision;
        var (low, high) = (0.01, Dearest);
        for (var i = 0; i < 32; i++)
        {
            var middle = Math.Sqrt(low * high);
            (low, high) = Rate(middle) <= target ? (low, middle) : (middle, high);
        }
        return decision with { InteractionCost = high };

        double Rate(double cost)
        {
            var sets = (decision with { InteractionCost = cost }).Of(logits, validation.Encoder.Medications.Count, interactions);
            var pairs = VisitPairs.Of(sets, validation, interactions);
            return pairs.Sum(visit => visit.Interacting) / Math.Max(1, pairs.Sum(visit => visit.All));
        }
    }
}
