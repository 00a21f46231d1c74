namespace CafeMed.Learning.Losses;

/// <summary>Steers a rate to a target: the multiplier of its penalty grows while the smoothed rate is above, and falls while it is below.</summary>
/// <remarks>
/// <c>excess = rate / target - 1</c>, <c>lambda = clip(lambda + eta excess(EMA(rate)), 0, max)</c>. Interaction rates are a few per cent; measured
/// against the target, the multiplier moves as fast for a low target as for a high one. A target below 0.001 is measured against 0.001.
/// </remarks>
/// <param name="target">The rate to reach, in [0, 1].</param>
/// <param name="rate">eta, at least 0; 0.01 by default.</param>
/// <param name="max">The largest multiplier; 20 by default.</param>
public sealed class DualAscent(double target, double rate = 0.01, double max = 20)
{
    private const double Memory = 0.95;

    /// <summary>The rate to reach, in [0, 1].</summary>
    public double Target => target;

    /// <summary>What an excess of 1 is measured in: the target, at least 0.001.</summary>
    public double Unit => Math.Max(target, 0.001);

    /// <summary>Weight of the penalty, at least 0.</summary>
    public double Multiplier { get; private set; }

    /// <summary>The smoothed rate, in [0, 1]; NaN before the first observation.</summary>
    public double Smoothed { get; private set; } = double.NaN;

    /// <summary>Takes note of a batch's rate.</summary>
    public void Observe(double observed)
    {
        Smoothed = double.IsNaN(Smoothed) ? observed : Memory * Smoothed + (1 - Memory) * observed;
        Multiplier = Math.Clamp(Multiplier + rate * (Smoothed - target) / Unit, 0, max);
    }

    /// <summary>Goes on where an earlier run stopped.</summary>
    public void Restore(double multiplier, double smoothed) => (Multiplier, Smoothed) = (multiplier, smoothed);
}
