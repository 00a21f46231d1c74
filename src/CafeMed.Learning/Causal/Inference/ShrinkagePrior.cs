namespace CafeMed.Learning.Causal.Inference;

/// <summary>A prior over all effects, learned from the estimates: a mixture of 0 and normals around 0 of growing width.</summary>
/// <remarks>Source: Stephens 2017, Biostatistics 18:275 (adaptive shrinkage). Expectation and maximisation with a weight of 10 more for 0, on at most 20,000 estimates.</remarks>
internal sealed class ShrinkagePrior
{
    private const int Most = 20_000;
    private const int Rounds = 200;
    private const double NullWeight = 10;

    private readonly double[] _variances;
    private readonly double[] _shares;

    private ShrinkagePrior(double[] variances, double[] shares) => (_variances, _shares) = (variances, shares);

    /// <summary>Fits the shares of the parts.</summary>
    /// <param name="estimates">Estimate and squared standard error, which is above 0.</param>
    public static ShrinkagePrior Fit(IReadOnlyList<(double Estimate, double Variance)> estimates)
    {
        var step = Math.Max(1, estimates.Count / Most);
        var used = Enumerable.Range(0, estimates.Count / step).Select(i => estimates[i * step]).ToArray();
        if (used.Length == 0)
            return new([0], [1]);
        var least = Math.Sqrt(used.Min(one => one.Variance)) / 10;
        var most = Math.Max(2 * Math.Sqrt(used.Max(one => Math.Max(0, one.Estimate * one.Estimate - one.Variance))), 8 * least);
        var widths = new List<double> { 0 };
        for (var width = most; width > least && widths.Count < 24; width /= 2)
            widths.Add(width * width);
        var prior = new ShrinkagePrior([.. widths], [.. Enumerable.Repeat(1.0 / widths.Count, widths.Count)]);
        prior.Learn(used);
        return prior;
    }

    /// <summary>What is left of an estimate: the posterior mean as a share of it, its standard deviation, and the local false sign rate.</summary>
    public (double Kept, double Error, double SignRate) Posterior(double estimate, double variance)
    {
        Span<double> weights = stackalloc double[_variances.Length];
        Weigh(estimate, variance, weights);
        var (kept, second, below, above) = (0.0, 0.0, 0.0, 0.0);
        for (var k = 0; k < weights.Length; k++)
        {
            var share = _variances[k] / (_variances[k] + variance);
            var spread = share * variance;
            kept += weights[k] * share;
            second += weights[k] * (spread + share * share * estimate * estimate);
            var under = spread > 0 ? NormalTail.Lower(-share * estimate / Math.Sqrt(spread)) : 1;
            below += weights[k] * under;
            above += weights[k] * (spread > 0 ? 1 - under : 1);
        }
        return (kept, Math.Sqrt(Math.Max(0, second - kept * kept * estimate * estimate)), Math.Clamp(Math.Min(below, above), 0, 1));
    }

    private void Learn((double Estimate, double Variance)[] used)
    {
        var parts = _variances.Length;
        var likelihoods = new double[used.Length * parts];
        for (var i = 0; i < used.Length; i++)
            Weigh(used[i].Estimate, used[i].Variance, likelihoods.AsSpan(i * parts, parts));
        for (var round = 0; round < Rounds; round++)
        {
            var sums = new double[parts];
            sums[0] = NullWeight;
            for (var i = 0; i < used.Length; i++)
            {
                var own = likelihoods.AsSpan(i * parts, parts);
                var all = 0.0;
                for (var k = 0; k < parts; k++)
                    all += _shares[k] * own[k];
                for (var k = 0; k < parts; k++)
                    sums[k] += _shares[k] * own[k] / all;
            }
            var moved = 0.0;
            for (var k = 0; k < parts; k++)
            {
                var share = sums[k] / (used.Length + NullWeight);
                moved = Math.Max(moved, Math.Abs(share - _shares[k]));
                _shares[k] = share;
            }
            if (moved < 1e-4)
                break;
        }
    }

    private void Weigh(double estimate, double variance, Span<double> weights)
    {
        var most = double.NegativeInfinity;
        for (var k = 0; k < weights.Length; k++)
        {
            var total = _variances[k] + variance;
            weights[k] = _shares[k] > 0 ? Math.Log(_shares[k]) - 0.5 * Math.Log(total) - 0.5 * estimate * estimate / total : double.NegativeInfinity;
            most = Math.Max(most, weights[k]);
        }
        var sum = 0.0;
        foreach (ref var weight in weights)
            sum += weight = Math.Exp(weight - most);
        foreach (ref var weight in weights)
            weight /= sum;
    }
}
