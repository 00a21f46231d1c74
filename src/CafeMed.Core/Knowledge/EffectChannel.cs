using System.Collections.Immutable;

namespace CafeMed;

/// <summary>The effects of every code of one kind on every medication.</summary>
/// <param name="Treatments">The codes: rows.</param>
/// <param name="Outcomes">The medications: columns.</param>
/// <param name="Support">Training visits that have each code.</param>
/// <param name="Estimates">Row-major, treatments by outcomes.</param>
public sealed record EffectChannel(
    Vocabulary Treatments, Vocabulary Outcomes, ImmutableArray<int> Support, ImmutableArray<EffectEstimate> Estimates)
{
    /// <summary>Row-major, as the estimates: how sure each is. Empty where the estimator does not say.</summary>
    public ImmutableArray<EffectInference> Inference { get; init; } = [];

    /// <summary>By row: how well those with and without the code can be compared. Empty where the estimator does not say.</summary>
    public ImmutableArray<ExposureCheck> Checks { get; init; } = [];

    /// <summary>Training visits; 0 where the estimator does not say.</summary>
    public int Visits { get; init; }

    /// <summary>Training patients, the clusters of the standard errors; 0 where the estimator does not say.</summary>
    public int Patients { get; init; }

    /// <summary>By column: training visits at which the medication was given. Empty where the estimator does not say.</summary>
    public ImmutableArray<int> Given { get; init; } = [];

    /// <summary>By column: how much wider z values of unaffected pairs scatter than chance has it, at least 1; p-values and shrinkage allow for it. Empty where the estimator does not say.</summary>
    public ImmutableArray<float> NullScales { get; init; } = [];

    /// <summary>By row: how far visits with and without the code are apart in the commonest covariates, before and after weighting. Empty where the estimator does not weight.</summary>
    public ImmutableArray<ImmutableArray<CovariateBalance>> Balance { get; init; } = [];

    /// <summary>Row-major, as the estimates: the risk differences of the other track. Empty where only one was estimated.</summary>
    public ImmutableArray<float> OtherTrack { get; init; } = [];

    /// <summary>The effect of the code in row <paramref name="treatment"/> on the medication in column <paramref name="outcome"/>.</summary>
    public EffectEstimate this[int treatment, int outcome] => Estimates[treatment * Outcomes.Count + outcome];

    /// <summary>How sure the effect of a row on a column is; untested where the estimator does not say.</summary>
    public EffectInference InferenceOf(int treatment, int outcome) =>
        Inference.IsEmpty ? EffectInference.Untested(EffectFlags.None) : Inference[treatment * Outcomes.Count + outcome];

    /// <summary>How much hidden confounding would undo the effect of a row on a column.</summary>
    /// <exception cref="InvalidOperationException">The estimator does not say on how many visits and patients it rests.</exception>
    public EffectSensitivity SensitivityOf(int treatment, int outcome)
    {
        if (Visits == 0 || Given.IsEmpty)
            throw new InvalidOperationException("The effects do not say on how many visits they rest.");
        var effect = this[treatment, outcome];
        var without = (double)Given[outcome] / Visits - effect.RiskDifference * ((double)Support[treatment] / Visits);
        return EffectSensitivity.Of(effect.RiskDifference, effect.RiskDifferenceError, without, Patients - 1);
    }
}
