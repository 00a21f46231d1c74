using CafeMed.Data.Names;
using CafeMed.Safety.SafeSets;

namespace CafeMed.Cli.Show;

/// <summary>A safe set in words: what is printed, and what <c>--json</c> gives.</summary>
internal sealed record SafeText
{
    /// <summary>What is proved, in one sentence.</summary>
    public required string Proof { get; init; }

    /// <summary>The same in numbers.</summary>
    public required SafeSetCertificate Certificate { get; init; }

    /// <summary>Drugs of the best set without rules that are not in the safe one.</summary>
    public required IReadOnlyList<Loss> GivenUp { get; init; }

    /// <summary>Drugs that came in because room was made.</summary>
    public required IReadOnlyList<AdviceText.NamedCode> TakenInstead { get; init; }

    /// <summary>Sets between the most accurate and the least burdened.</summary>
    public required IReadOnlyList<Choice> TradeOff { get; init; }

    /// <summary>Puts <paramref name="plan"/> into words.</summary>
    public static SafeText Of(SafePlan plan, CodeNames names)
    {
        var proof = plan.Certificate;
        return new SafeText
        {
            Proof = proof.Optimal
                ? $"proved: no set that the rules allow is worth more ({Value(proof, proof.Value)}; without any rule {Value(proof, proof.ValueWithoutRules)})"
                : $"time ran out: the best set found is worth {Value(proof, proof.Value)}, and none can be worth more than {Value(proof, proof.Bound)}",
            Certificate = proof,
            GivenUp = [.. plan.GivenUp.Select(given => new Loss(given.Code, names.Label(given.Code), given.Probability, given.Reason, Why(given, proof)))],
            TakenInstead = Named(plan.TakenInstead),
            TradeOff = [.. plan.TradeOff.Select(point => new Choice(
                point.Value, point.Burden, point.Optimal, point.Set.Equals(plan.Set), Named(point.Set),
                Named(plan.Set.Where(code => !point.Set.Contains(code))), Named(point.Set.Where(code => !plan.Set.Contains(code)))))],
        };

        IReadOnlyList<AdviceText.NamedCode> Named(IEnumerable<Code> codes) => [.. codes.Select(code => new AdviceText.NamedCode(code, names.Label(code)))];
    }

    /// <summary>A value with its unit.</summary>
    public static string Value(SafeSetCertificate proof, double value) =>
        proof.Objective == SafeSetObjective.ExpectedJaccard ? $"expected Jaccard {value:0.000}" : $"log odds {value:0.00}";

    private static string Why(GivenUp given, SafeSetCertificate proof) => given.Reason switch
    {
        GivenUpReason.Barred or GivenUpReason.BarredTogether => given.Because[0].Message,
        GivenUpReason.Burden => $"with it the burden would be {given.BurdenWithIt:0.0}, above the allowed {proof.MaxBurden:0.0}{(given.Because.Length > 0 ? $": {given.Because[0].Message}" : "")}",
        _ => "beside the drugs that are left it would lower the expected value",
    };

    /// <summary>A drug that was given up: probability in [0, 1].</summary>
    internal sealed record Loss(Code Code, string Name, double Probability, GivenUpReason Reason, string Why);

    /// <summary>A set that could be chosen instead, and how it differs from the proposed one.</summary>
    internal sealed record Choice(
        double Value, double Burden, bool Optimal, bool Proposed,
        IReadOnlyList<AdviceText.NamedCode> Drugs, IReadOnlyList<AdviceText.NamedCode> Without, IReadOnlyList<AdviceText.NamedCode> With);
}
