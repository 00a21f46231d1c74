using CafeMed.Safety.SafeSets;

namespace CafeMed.Serving.Answers;

/// <summary>Puts safe sets into words.</summary>
internal static class SafeText
{
    public static SafeAnswer Of(SafePlan plan, Func<Code, string> label)
    {
        var proof = plan.Certificate;
        NamedCode[] Named(IEnumerable<Code> codes) => [.. codes.Select(code => new NamedCode(code, label(code)))];
        return new SafeAnswer(
            proof.Optimal
                ? $"proved: no set that the rules allow is worth more ({Value(proof, proof.Value)}; without any rule {Value(proof, proof.ValueWithoutRules)})"
                : $"time ran out: the best set found is worth {Value(proof, proof.Value)}, and none can be worth more than {Value(proof, proof.Bound)}",
            proof,
            [.. plan.GivenUp.Select(given => new SafeAnswer.Loss(given.Code, label(given.Code), given.Probability, given.Reason, Why(given, proof)))],
            Named(plan.TakenInstead),
            [.. plan.TradeOff.Select(point => new SafeAnswer.Point(
                point.Value, point.Burden, point.Optimal, point.Set.Equals(plan.Set), Named(point.Set),
                Named(plan.Set.Where(code => !point.Set.Contains(code))), Named(point.Set.Where(code => !plan.Set.Contains(code)))))]);
    }

    /// <summary>How a set was chosen.</summary>
    public static string Chosen(Decision decision, bool safe)
    {
        if (safe)
            return "the best set that the safety rules allow";
        var set = decision.Rule switch
        {
            DecisionRule.Threshold => $"proposed from probability {decision.Threshold:0.00##} on",
            DecisionRule.PerDrug => "proposed from a probability of its own on, for each drug",
            DecisionRule.ExpectedF1 => "the most probable drugs, as many as make the expected F1 largest for this visit",
            _ => "the most probable drugs, as many as make the expected agreement (Jaccard) largest for this visit",
        };
        return decision.InteractionCost > 0 ? $"{set}; interactions cost {decision.InteractionCost:0.00##} of probability for each interacting pair" : set;
    }

    private static string Value(SafeSetCertificate proof, double value) =>
        proof.Objective == SafeSetObjective.ExpectedJaccard ? $"expected Jaccard {value:0.000}" : $"log odds {value:0.00}";

    private static string Why(GivenUp given, SafeSetCertificate proof) => given.Reason switch
    {
        GivenUpReason.Barred or GivenUpReason.BarredTogether => given.Because[0].Message,
        GivenUpReason.Burden => $"with it the burden would be {given.BurdenWithIt:0.0}, above the allowed {proof.MaxBurden:0.0}{(given.Because.Length > 0 ? $": {given.Because[0].Message}" : "")}",
        _ => "beside the drugs that are left it would lower the expected value",
    };
}
