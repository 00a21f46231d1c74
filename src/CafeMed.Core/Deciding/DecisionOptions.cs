using System.ComponentModel.DataAnnotations;

namespace CafeMed;

/// <summary>How sets are chosen, what is promised of them, and when to abstain.</summary>
public sealed record DecisionOptions
{
    /// <summary>How a set is chosen: threshold, expected-jaccard, expected-f1, or per-drug. Default <see langword="null"/>: the best of the first three on validation.</summary>
    public DecisionRule? Rule { get; init; }

    /// <summary>For the rule per-drug: how many visits of prior hold each drug's threshold at the common one. Default 100.</summary>
    [Range(0.0, 1e9)]
    public double ThresholdPrior { get; init; } = 100;

    /// <summary>Share of validation patients that are held apart from every choice, so that what is promised of sets and probabilities is exact. Default 0.25; ignored, and none, where that makes fewer than 100 patients.</summary>
    [Range(0.0, 0.9)]
    public double HeldApart { get; init; } = 0.25;

    /// <summary>The miss rate of the conformal set that is shown: the expected share of a patient's given drugs that it misses. Default 0.1; sets of other rates are stored beside it.</summary>
    [Range(0.001, 0.9)]
    public double MissRate { get; init; } = 0.1;

    /// <summary>Share of visits to be answered; for the least confident others the recommender says that it would abstain. Default 0.95. Ignored where <see cref="TargetRisk"/> is given.</summary>
    [Range(0.0, 1.0)]
    public double Coverage { get; init; } = 0.95;

    /// <summary>Mean risk (1 - Jaccard) among answered visits, in (0, 1): as many are answered as keep below it with 95 % confidence. Default <see langword="null"/>: <see cref="Coverage"/> decides.</summary>
    [Range(0.001, 0.999)]
    public double? TargetRisk { get; init; }

    /// <summary>The recommender says that it would abstain where it understood less than this share of a visit's codes. Default 0.5.</summary>
    [Range(0.0, 1.0)]
    public double LeastKnown { get; init; } = 0.5;
}
