using CafeMed.Learning.Evaluation;

namespace CafeMed.Learning.Scoring;

/// <summary>Chooses, on validation patients, how a recommender decides: by which rule, with which thresholds, and what an interaction costs.</summary>
public static class DecisionSearch
{
    // A pair of which one in a hundred thousand prescriptions interacts still costs more than a certain medication is worth.
    private const double Dearest = 1_000_000;

    // Three rules and one threshold of 39 are chosen among: with hundreds of visits that costs less than a thousandth of Jaccard.
    private static readonly DecisionRule[] s_searched = [DecisionRule.Threshold, DecisionRule.ExpectedJaccard, DecisionRule.ExpectedF1];

    /// <summary>The rule of the best Jaccard on <paramref name="validation"/>: one threshold, the largest expected Jaccard, or the largest expected F1; the first of those that are equal.</summary>
    public static Decision Of(float[] logits, VisitTable validation) => Of(logits, validation, new DecisionOptions());

    /// <summary>The rule that is asked for, tuned on <paramref name="validation"/>; the best, where none is.</summary>
    /// <param name="logits">(V, M) row-major.</param>
    /// <param name="validation">The visits.</param>
    /// <param name="options">What is asked for.</param>
    public static Decision Of(float[] logits, VisitTable validation, DecisionOptions options)
    {
        ArgumentNullException.ThrowIfNull(validation);
        ArgumentNullException.ThrowIfNull(options);
        var (threshold, jaccard) = ThresholdSearch.Best(logits, validation);
        var common = new Decision { Threshold = threshold };
        return options.Rule switch
        {
            DecisionRule.PerDrug => common with { Rule = DecisionRule.PerDrug, Thresholds = DrugThresholds.Of(logits, validation, threshold, options.ThresholdPrior) },
            { } rule => common with { Rule = rule },
            null => s_searched.Select(rule => common with { Rule = rule })
                .MaxBy(decision => decision.Rule == DecisionRule.Threshold ? jaccard : Jaccard(decision, logits, validation))!,
        };
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

    private static double Jaccard(Decision decision, float[] logits, VisitTable validation) =>
        PatientMeans.Of(VisitScores.Of(logits, decision, validation, []), validation, score => score.Jaccard).DefaultIfEmpty(0).Average();
}
