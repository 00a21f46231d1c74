namespace CafeMed.Learning.Causal.Inference;

/// <summary>How much wider than chance the z values of unaffected pairs scatter: what adjustment leaves of confounding, and straight lines of curves, widens them.</summary>
/// <remarks>Most pairs have no effect, so the middle of the z values of a drug shows its null. Source: Efron 2004, J. Am. Stat. Assoc. 99:96.</remarks>
internal static class EmpiricalNull
{
    private const int Fewest = 50;

    /// <summary>By drug: the scale, at least 1; 1 where fewer than 50 codes were tested.</summary>
    public static float[] Scales(EffectChannel channel, int[] tested)
    {
        var drugs = channel.Outcomes.Count;
        var scales = new float[drugs];
        Array.Fill(scales, 1);
        foreach (var own in tested.GroupBy(pair => pair % drugs))
        {
            var sizes = own.Select(pair => (double)channel.Estimates[pair].RiskDifference / channel.Estimates[pair].RiskDifferenceError).ToArray();
            if (sizes.Length >= Fewest)
                scales[own.Key] = (float)Math.Max(1, Spread(sizes));
        }
        return scales;
    }

    /// <summary>A robust standard deviation around 0: the median size over that of a standard normal.</summary>
    public static double Spread(IReadOnlyCollection<double> z)
    {
        var sizes = z.Select(Math.Abs).Order().ToArray();
        return sizes.Length == 0 ? 1 : sizes[sizes.Length / 2] / 0.67448975;
    }
}
