using System.Globalization;

namespace CafeMed.Cli.Show;

/// <summary>How the proposed set was chosen out of the probabilities, in words.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Threshold">The least probability that is proposed, in (0, 1); <see langword="null"/> where the rule has none.</param>
/// <param name="InteractionCost">What an interacting pair costs, in units of probability; 0 where it costs nothing.</param>
/// <param name="Means">The same in words.</param>
internal sealed record ChoiceText(DecisionRule Rule, double? Threshold, double InteractionCost, string Means)
{
    /// <summary>Puts <paramref name="decision"/> into words.</summary>
    public static ChoiceText Of(Decision decision)
    {
        double? threshold = decision.Rule == DecisionRule.Threshold ? decision.Threshold : null;
        var set = decision.Rule switch
        {
            DecisionRule.Threshold => $"proposed from probability {Number(decision.Threshold)} on",
            DecisionRule.PerDrug => "every drug proposed from a probability of its own on",
            _ => $"the most probable drugs, as many as make the expected agreement ({(decision.Rule == DecisionRule.ExpectedF1 ? "F1" : "Jaccard")}) largest for this visit",
        };
        var cost = decision.InteractionCost > 0
            ? $"; interactions cost {Number(decision.InteractionCost)} of probability for each interacting pair, and a drug that costs more than its own probability is left out"
            : "";
        return new ChoiceText(decision.Rule, threshold, decision.InteractionCost, set + cost);
    }

    /// <summary>The words for a safe set.</summary>
    public static ChoiceText Safe(ChoiceText own) => own with { Means = "the best set that the safety rules allow; the proof and the cost stand below the list" };

    private static string Number(double value) => value.ToString("0.00##", CultureInfo.InvariantCulture);
}
