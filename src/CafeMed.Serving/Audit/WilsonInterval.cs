namespace CafeMed.Serving.Audit;

/// <summary>Wilson's score interval of a share at 95 %.</summary>
/// <remarks>E. B. Wilson, Probable inference, the law of succession, and statistical inference, J Am Stat Assoc 22 (1927) 209–212. Unlike the interval from the normal approximation it stays in [0, 1] and does not shrink to nothing at 0 and 1.</remarks>
internal static class WilsonInterval
{
    private const double Z = 1.959963984540054;

    /// <summary>The interval of <paramref name="hits"/> out of <paramref name="trials"/>; <see langword="null"/> without trials.</summary>
    public static Interval? Of(long hits, long trials)
    {
        if (trials == 0)
            return null;
        double n = trials, share = hits / n, square = Z * Z;
        var middle = (share + square / (2 * n)) / (1 + square / n);
        var half = Z / (1 + square / n) * Math.Sqrt(share * (1 - share) / n + square / (4 * n * n));
        return new Interval(share, hits == 0 ? 0 : Math.Max(0, middle - half), hits == trials ? 1 : Math.Min(1, middle + half));
    }
}
