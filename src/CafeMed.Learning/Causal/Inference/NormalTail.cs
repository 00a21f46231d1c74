namespace CafeMed.Learning.Causal.Inference;

/// <summary>Tails of the normal distribution, also where they are too small for a number.</summary>
internal static class NormalTail
{
    private const double LogRoot = 0.91893853320467274; // ln sqrt(2 pi)
    private const double Far = 3;

    /// <summary>Natural logarithm of the probability of a value above <paramref name="z"/>.</summary>
    public static double LogUpper(double z) => z > Far ? -z * z / 2 - LogRoot - Math.Log(Fraction(z)) : Math.Log(Upper(z));

    /// <summary>Natural logarithm of the two-sided p-value of <paramref name="z"/>.</summary>
    public static double LogTwoSided(double z) => Math.Min(0, Math.Log(2) + LogUpper(Math.Abs(z)));

    /// <summary>The probability of a value below <paramref name="z"/>.</summary>
    public static double Lower(double z) => Upper(-z);

    private static double Upper(double z) => z switch
    {
        > Far => Density(z) / Fraction(z),
        < -Far => 1 - Density(z) / Fraction(-z),
        _ => 0.5 - Density(z) * Series(z),
    };

    private static double Density(double z) => Math.Exp(-z * z / 2 - LogRoot);

    // z + z^3/3 + z^5/15 + ...
    private static double Series(double z)
    {
        var (term, sum) = (z, z);
        for (var k = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); k += 2)
            sum += term *= z * z / k;
        return sum;
    }

    // Laplace's continued fraction: z + 1/(z + 2/(z + 3/(z + ...))).
    private static double Fraction(double z)
    {
        var value = z;
        for (var k = 60; k >= 1; k--)
            value = z + k / value;
        return value;
    }
}
