namespace CafeMed.Data.Synthetic;

/// <summary>Exponential and logarithm out of additions, multiplications and divisions alone, which IEEE 754 fixes to the last bit, so that every machine decides alike.</summary>
/// <remarks>The platform's own differ in the last bit from one C library to the next. Relative error below 1e-14; nothing here is fused.</remarks>
internal static class SyntheticMath
{
    private const double LowerPart = 1.90821492927058770002e-10;
    private const double UpperPart = 6.93147180369123816490e-01;
    private const double ByLn2 = 1.44269504088896338700;

    /// <summary>e to the power of <paramref name="x"/>, which is kept in [-700, 700].</summary>
    public static double Exp(double x)
    {
        x = Math.Clamp(x, -700, 700);
        var k = Math.Floor(x * ByLn2 + 0.5);
        var r = x - k * UpperPart - k * LowerPart;
        var sum = 1 + r / 12;
        sum = 1 + r * sum * (1.0 / 11);
        sum = 1 + r * sum * (1.0 / 10);
        sum = 1 + r * sum * (1.0 / 9);
        sum = 1 + r * sum * (1.0 / 8);
        sum = 1 + r * sum * (1.0 / 7);
        sum = 1 + r * sum * (1.0 / 6);
        sum = 1 + r * sum * (1.0 / 5);
        sum = 1 + r * sum * (1.0 / 4);
        sum = 1 + r * sum * (1.0 / 3);
        sum = 1 + r * sum * (1.0 / 2);
        sum = 1 + r * sum;
        return sum * BitConverter.Int64BitsToDouble(((long)k + 1023) << 52);
    }

    /// <summary>The natural logarithm of a positive, normal number.</summary>
    public static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFFL) | (1023L << 52));
        if (mantissa > 1.4142135623730951)
            (mantissa, exponent) = (mantissa / 2, exponent + 1);
        var ratio = (mantissa - 1) / (mantissa + 1);
        var square = ratio * ratio;
        var sum = 1.0 / 23;
        for (var odd = 21; odd >= 1; odd -= 2)
            sum = sum * square + 1.0 / odd;
        return 2 * ratio * sum + exponent * LowerPart + exponent * UpperPart;
    }

    /// <summary><c>1 / (1 + e^-x)</c>.</summary>
    public static double Probability(double logOdds) => 1 / (1 + Exp(-logOdds));

    /// <summary><c>ln(p / (1 - p))</c> of a probability in (0, 1).</summary>
    public static double LogOddsOf(double probability) => Log(probability / (1 - probability));
}
