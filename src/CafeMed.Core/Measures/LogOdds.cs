namespace CafeMed;

/// <summary>From probabilities to log odds and back.</summary>
public static class LogOdds
{
    /// <summary><c>ln(p / (1 - p))</c>, in nats; infinite at 0 and 1.</summary>
    public static double Of(double probability) => Math.Log(probability / (1 - probability));

    /// <summary>The log odds of a frequency, half a visit added to both sides, so that it is finite at 0 and at all.</summary>
    /// <param name="count">Visits that have it, from 0 to <paramref name="visits"/>.</param>
    /// <param name="visits">All visits.</param>
    public static double OfCount(int count, int visits) => Math.Log((count + 0.5) / (visits - count + 0.5));

    /// <summary><c>1 / (1 + e^-x)</c>, in [0, 1].</summary>
    public static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
