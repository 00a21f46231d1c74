namespace CafeMed.Learning.Evaluation;

/// <summary>The tails of the normal distribution.</summary>
internal static class Normal
{
    /// <summary>Probability of a value at least as far from 0 as <paramref name="z"/>, in [0, 1].</summary>
    /// <remarks>Rational approximation with a relative error below 1.2e-7 everywhere. Source: Press et al. 1992, Numerical Recipes, section 6.2.</remarks>
    public static double TwoSided(double z)
    {
        var x = Math.Abs(z) / Math.Sqrt(2);
        var t = 1 / (1 + 0.5 * x);
        double[] terms = [-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277];
        var sum = 0.0;
        for (var i = terms.Length - 1; i >= 0; i--)
            sum = sum * t + terms[i];
        return Math.Min(1, t * Math.Exp(-x * x + sum));
    }
}
