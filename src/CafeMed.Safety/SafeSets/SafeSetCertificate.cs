namespace CafeMed.Safety.SafeSets;

/// <summary>What is proved about a proposed set.</summary>
public sealed record SafeSetCertificate
{
    /// <summary>What was made largest.</summary>
    public required SafeSetObjective Objective { get; init; }

    /// <summary>Whether no allowed set is better; otherwise time ran out, and <see cref="Gap"/> says how much better one could be.</summary>
    public required bool Optimal { get; init; }

    /// <summary>The set's value, in units of the objective.</summary>
    public required double Value { get; init; }

    /// <summary>No allowed set is worth more than this.</summary>
    public required double Bound { get; init; }

    /// <summary>Bound minus value; where the set is proved to be the best, what rounding leaves open (under 0.00001).</summary>
    public double Gap => Math.Max(0, Bound - Value);

    /// <summary>The value of the best set without any rule: what safety costs is this minus <see cref="Value"/>.</summary>
    public required double ValueWithoutRules { get; init; }

    /// <summary>The set's severity-weighted burden.</summary>
    public required double Burden { get; init; }

    /// <summary>The most that was allowed.</summary>
    public required double MaxBurden { get; init; }

    /// <summary>The burden of the best set without any rule, barred pairs and drugs counted by their weight.</summary>
    public required double BurdenWithoutRules { get; init; }

    /// <summary>Drugs that had to stay unless barred.</summary>
    public required int MustKeep { get; init; }

    /// <summary>How many of them are in the set.</summary>
    public required int Kept { get; init; }

    /// <summary>How many drugs were weighed; all others add nothing to any allowed set at least as good.</summary>
    public required int Weighed { get; init; }
}
