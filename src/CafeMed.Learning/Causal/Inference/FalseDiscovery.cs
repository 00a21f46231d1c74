namespace CafeMed.Learning.Causal.Inference;

/// <summary>False discovery rates of many tests, from logarithms of p-values.</summary>
internal static class FalseDiscovery
{
    /// <summary>By test: the least rate at which it is found, in [0, 1].</summary>
    /// <remarks><c>q_(k) = min over i >= k of p_(i) m / i</c>. Source: Benjamini and Hochberg 1995, J. R. Stat. Soc. B 57:289; times <c>1 + 1/2 + ... + 1/m</c>, Benjamini and Yekutieli 2001, Ann. Stat. 29:1165.</remarks>
    /// <param name="logP">Natural logarithms.</param>
    /// <param name="anyDependence">Benjamini and Yekutieli instead of Benjamini and Hochberg.</param>
    public static double[] Rates(double[] logP, bool anyDependence)
    {
        var order = Enumerable.Range(0, logP.Length).ToArray();
        Array.Sort([.. logP], order);
        var factor = Math.Log(logP.Length) + (anyDependence ? Math.Log(Enumerable.Range(1, logP.Length).Sum(k => 1.0 / k)) : 0);
        var (rates, least) = (new double[logP.Length], 0.0);
        for (var k = logP.Length; k >= 1; k--)
        {
            least = Math.Min(least, logP[order[k - 1]] + factor - Math.Log(k));
            rates[order[k - 1]] = Math.Exp(least);
        }
        return rates;
    }
}
