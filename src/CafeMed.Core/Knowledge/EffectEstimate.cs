namespace CafeMed;

/// <summary>The effect of one code on one medication.</summary>
/// <param name="LogOdds">Log odds ratio, in nats: the scale of the networks.</param>
/// <param name="LogOddsError">Its standard error, in nats.</param>
/// <param name="RiskDifference">Difference in the probability of being prescribed, in [-1, 1].</param>
/// <param name="RiskDifferenceError">Its standard error.</param>
public readonly record struct EffectEstimate(float LogOdds, float LogOddsError, float RiskDifference, float RiskDifferenceError)
{
    /// <summary>What is said of a pair that the data say nothing of: no effect, and an error as large as it can be.</summary>
    public static EffectEstimate Nothing { get; } = new(0, 10, 0, 1) { Kept = 0 };

    /// <summary>The share of the estimate that a prior over all pairs leaves, in [0, 1]; NaN, the default, where no prior was fitted.</summary>
    public float Kept { get; init; } = float.NaN;

    /// <summary>The log odds pulled to 0: by the prior where one was fitted, else by their own uncertainty, <c>C * C^2 / (C^2 + SE^2)</c>; in nats.</summary>
    public float ShrunkLogOdds => Shrink(LogOdds, LogOddsError);

    /// <summary>The risk difference pulled to 0 in the same way.</summary>
    public float ShrunkRiskDifference => Shrink(RiskDifference, RiskDifferenceError);

    private float Shrink(float value, float error)
    {
        if (!float.IsNaN(Kept))
            return value * Kept;
        var square = value * value;
        return square == 0 ? 0 : value * (square / (square + error * error));
    }
}
