using System.ComponentModel.DataAnnotations;

namespace CafeMed.Safety.SafeSets;

/// <summary>What a safe set must keep to, and how long it may be looked for.</summary>
public sealed record SafeSetOptions
{
    /// <summary>What is made largest. Default the expected Jaccard.</summary>
    public SafeSetObjective Objective { get; init; } = SafeSetObjective.ExpectedJaccard;

    /// <summary>For <see cref="SafeSetObjective.LogOdds"/>: the probability from which a drug is worth proposing, in (0, 1). Default 0.5.</summary>
    [Range(0.001, 0.999)]
    public double Threshold { get; init; } = 0.5;

    /// <summary>The most burden a set may have, in the units of <see cref="Weights"/>; at least 0. Default 20: two certain "not recommended" pairs, or what weighs as much.</summary>
    [Range(0.0, double.MaxValue)]
    public double MaxBurden { get; init; } = 20;

    /// <summary>What findings weigh.</summary>
    [Required]
    public SeverityWeights Weights { get; init; } = new();

    /// <summary>A contraindicated pair of groups is barred where more than this share of its prescribed ingredient pairs is contraindicated, in [0, 1). Default 0: any.</summary>
    [Range(0.0, 0.999)]
    public double ContraindicatedShare { get; init; }

    /// <summary>Rules whose findings bar, whatever their severity, by name. Default duplicate-therapy.</summary>
    [Required]
    public IReadOnlyList<string> Barring { get; init; } = ["duplicate-therapy"];

    /// <summary>From this probability on a drug stays unless it is barred; above 1, the default, no drug has to.</summary>
    public double KeepFrom { get; init; } = 2;

    /// <summary>How long one set may be looked for. Default 2 s; then the best so far is given with its gap.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(2);
}
