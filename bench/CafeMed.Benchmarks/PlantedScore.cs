using CafeMed.Data.Synthetic;

namespace CafeMed.Benchmarks;

/// <summary>How well estimated effects agree with planted ones. Pairs that are not planted have a true direct effect of 0.</summary>
/// <param name="Area">Area under the ROC curve: planted against unplanted pairs, ordered by the size of the shrunk risk difference.</param>
/// <param name="AreaOfZ">The same, ordered by |z|.</param>
/// <param name="Found">Pairs found at q = 0.05.</param>
/// <param name="FalseRate">Share of them that is not planted.</param>
/// <param name="FoundCautiously">Pairs found at Benjamini and Yekutieli's q = 0.05.</param>
/// <param name="CautiousFalseRate">Share of them that is not planted.</param>
/// <param name="Power">Share of planted pairs that is found.</param>
/// <param name="Own">Pairs with an estimate of their own.</param>
/// <param name="Pairs">All pairs.</param>
internal sealed record PlantedScore(
    double Area, double AreaOfZ, int Found, double FalseRate, int FoundCautiously, double CautiousFalseRate, double Power, int Own, int Pairs)
{
    public static PlantedScore Of(CausalEffects effects, SyntheticTruth truth)
    {
        var pairs = (
            from channel in effects.Channels
            from code in Enumerable.Range(0, channel.Treatments.Count)
            from drug in Enumerable.Range(0, channel.Outcomes.Count)
            let inference = channel.InferenceOf(code, drug)
            where inference.Tested && (inference.Flags & EffectFlags.Pooled) == 0
            let estimate = channel[code, drug]
            select (Planted: truth.Find(channel.Treatments[code], channel.Outcomes[drug]) is not null, Size: (double)Math.Abs(estimate.ShrunkRiskDifference),
                Z: Math.Abs((double)estimate.RiskDifference / estimate.RiskDifferenceError), Found: inference.Q <= 0.05, Cautious: inference.CautiousQ <= 0.05)).ToArray();
        var (found, cautious) = (pairs.Where(pair => pair.Found).ToArray(), pairs.Where(pair => pair.Cautious).ToArray());
        return new(
            AreaUnder(pairs.Select(pair => (pair.Planted, pair.Size))), AreaUnder(pairs.Select(pair => (pair.Planted, pair.Z))),
            found.Length, Share(found.Select(pair => !pair.Planted)), cautious.Length, Share(cautious.Select(pair => !pair.Planted)),
            Share(pairs.Where(pair => pair.Planted).Select(pair => pair.Found)), pairs.Length, effects.Channels.Sum(channel => channel.Estimates.Length));
    }

    private static double Share(IEnumerable<bool> of) => of.Select(one => one ? 1.0 : 0).DefaultIfEmpty(0).Average();

    // Mann and Whitney; ties share their ranks.
    private static double AreaUnder(IEnumerable<(bool Planted, double Score)> pairs)
    {
        var (below, planted, sum) = (0.0, 0.0, 0.0);
        foreach (var tie in pairs.GroupBy(pair => pair.Score).OrderBy(tie => tie.Key))
        {
            double own = tie.Count(pair => pair.Planted), others = tie.Count() - own;
            sum += own * (below + others / 2);
            (below, planted) = (below + others, planted + own);
        }
        return sum / (below * planted);
    }
}
