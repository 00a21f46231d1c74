namespace CafeMed.Data.Synthetic;

/// <summary>Rising shares by Zipf's law, for <see cref="SyntheticStream.Choose"/>.</summary>
internal static class SyntheticShares
{
    /// <summary>The k-th has weight 1/k.</summary>
    public static double[] Flat(int count) => Of(count, k => 1.0 / k);

    /// <summary>The k-th has weight 1/k^1.5, all but the first times <paramref name="tail"/>.</summary>
    public static double[] Steep(int count, double tail) => Of(count, k => (k == 1 ? 1 : tail) / (k * Math.Sqrt(k)));

    private static double[] Of(int count, Func<int, double> weight)
    {
        var shares = new double[count];
        var total = 0.0;
        for (var k = 1; k <= count; k++)
            shares[k - 1] = total += weight(k);
        for (var k = 0; k < count; k++)
            shares[k] /= total;
        return shares;
    }
}
