namespace CafeMed;

/// <summary>How strong a confounder that nobody recorded would have to be to explain an effect away.</summary>
/// <remarks>
/// <para>Source: VanderWeele and Ding 2017, Ann. Intern. Med. 167:268 (E-value); Cinelli and Hazlett 2020, J. R. Stat. Soc. B 82:39 (robustness value).</para>
/// <para><c>RR = (p0 + RD) / p0</c>, turned over where it is below 1; <c>E = RR + sqrt(RR (RR - 1))</c>. <c>f = |t| / sqrt(df)</c>;
/// <c>RV = (sqrt(f^4 + 4 f^2) - f^2) / 2</c>.</para>
/// </remarks>
/// <param name="Ratio">Adjusted risk ratio: with the code over without it.</param>
/// <param name="EValue">Risk ratio that a confounder would need with both the code and the drug to move the estimate to 0; at least 1.</param>
/// <param name="EValueOfLimit">The same to move the nearer end of the 95 % interval to 0; 1 where the interval holds 0.</param>
/// <param name="Robustness">Share of the remaining variance of both that it would have to explain, in [0, 1].</param>
public readonly record struct EffectSensitivity(double Ratio, double EValue, double EValueOfLimit, double Robustness)
{
    // Risks are kept off 0: a ratio to nothing is no number.
    private const double Least = 1e-4;

    /// <summary>The sensitivity of a risk difference.</summary>
    /// <param name="difference">The risk difference.</param>
    /// <param name="error">Its standard error, above 0.</param>
    /// <param name="without">Adjusted risk without the code; kept in [0.0001, 0.9999].</param>
    /// <param name="freedom">Degrees of freedom: clusters less one; at least 1 is used.</param>
    public static EffectSensitivity Of(double difference, double error, double without, double freedom)
    {
        var limit = difference > 0 ? Math.Max(0, difference - 1.96 * error) : Math.Min(0, difference + 1.96 * error);
        var strength = error > 0 ? Math.Abs(difference / error) / Math.Sqrt(Math.Max(1, freedom)) : 0;
        var square = strength * strength;
        return new(
            RatioOf(difference, without), ValueOf(RatioOf(difference, without)), ValueOf(RatioOf(limit, without)),
            // The same as in the remarks, without the difference of two large numbers.
            square == 0 ? 0 : 2 / (1 + Math.Sqrt(1 + 4 / square)));
    }

    private static double RatioOf(double difference, double without)
    {
        var risk = Math.Clamp(without, Least, 1 - Least);
        return Math.Clamp(risk + difference, Least, 1) / risk;
    }

    private static double ValueOf(double ratio)
    {
        var above = ratio < 1 ? 1 / ratio : ratio;
        return above + Math.Sqrt(above * (above - 1));
    }
}
