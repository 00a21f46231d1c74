namespace CafeMed.Learning.Losses;

/// <summary>Steers a rate to a target: the multiplier of its penalty grows while the smoothed rate is above, and falls while it is below.</summary>
/// <remarks><c>lambda = clip(lambda + eta (EMA(rate) - target), 0, max)</c>.</remarks>
public sealed class DualAscent(double target, double rate = 0.5, double max = 50)
{
    private const double Memory = 0.95;

    /// <summary>The rate to reach, in [0, 1].</summary>
    public double Target => target;

    /// <summary>Weight of the penalty, at least 0.</summary>
    public double Multiplier { get; private set; }

    /// <summary>The smoothed rate, in [0, 1]; NaN before the first observation.</summary>
    public double Smoothed { get; private set; } = double.NaN;

    /// <summary>Takes note of a batch's rate.</summary>
    public void Observe(double observed)
    {
        Smoothed = double.IsNaN(Smoothed) ? observed : Memory * Smoothed + (1 - Memory) * observed;
        Multiplier = Math.Clamp(Multiplier + rate * (Smoothed - target), 0, max);
    }

    /// <summary>Goes on where an earlier run stopped.</summary>
    public void Restore(double multiplier, double smoothed) => (Multiplier, Smoothed) = (multiplier, smoothed);
}
