namespace CafeMed;

/// <summary>The effect of one code on one medication.</summary>
/// <param name="LogOdds">Log odds ratio, in nats: the scale of the networks.</param>
/// <param name="LogOddsError">Its standard error, in nats.</param>
/// <param name="RiskDifference">Difference in the probability of being prescribed, in [-1, 1].</param>
/// <param name="RiskDifferenceError">Its standard error.</param>
public readonly record struct EffectEstimate(float LogOdds, float LogOddsError, float RiskDifference, float RiskDifferenceError)
{
    /// <summary>The log odds pulled to 0 by their own uncertainty: <c>C * C^2 / (C^2 + SE^2)</c>, in nats.</summary>
    public float ShrunkLogOdds => Shrink(LogOdds, LogOddsError);

    /// <summary>The risk difference pulled to 0 by its own uncertainty.</summary>
    public float ShrunkRiskDifference => Shrink(RiskDifference, RiskDifferenceError);

    private static float Shrink(float value, float error)
    {
        var square = value * value;
        return square == 0 ? 0 : value * (square / (square + error * error));
    }
}
