using CafeMed.Data.Names;

namespace CafeMed.Cli.Show;

/// <summary>What was estimated of the effects of codes on drugs.</summary>
internal static class EffectsView
{
    private const int Supported = 10;
    private static readonly CodeKind[] _causes = [CodeKind.Diagnosis, CodeKind.Procedure];

    /// <summary>Prints how many pairs there are, and the strongest.</summary>
    public static void Show(Page page, CausalEffects effects, CodeNames names)
    {
        page.Heading($"Effects on drugs, estimator {effects.Estimator}, from the training part alone");
        var channels = effects.Channels.Where(channel => channel.Treatments.Count > 0).ToArray();
        var pairs = channels.Sum(channel => (long)channel.Estimates.Length);
        var clear = channels.Sum(channel => channel.Estimates.Count(estimate => Math.Abs(estimate.LogOdds) > 1.96 * estimate.LogOddsError));
        page.Line($"  {Figures.Of(pairs, "pair")} of a code and a drug; {Figures.Count(clear)} are clear of 0 (95 %)");
        page.Text($"strongest, shrunk by their standard errors (diagnoses and procedures seen at {Supported} visits or more):");
        foreach (var effect in Strongest(effects, names))
            page.Text($"{Figures.Signed(effect.LogOdds)} log odds (probability {Figures.Signed(effect.RiskDifference)})  {Figures.Named(effect.CauseName, effect.Cause)} -> {Figures.Named(effect.DrugName, effect.Drug)}, {effect.Visits} visits", 4, 4);
    }

    /// <summary>The three strongest effects of diagnoses and procedures, at most one for a drug.</summary>
    public static IReadOnlyList<StrongEffect> Strongest(CausalEffects effects, CodeNames names)
    {
        var all =
            from channel in effects.Channels
            where _causes.Contains(channel.Treatments.Kind)
            from cause in Enumerable.Range(0, channel.Treatments.Count)
            where channel.Support[cause] >= Supported
            from drug in Enumerable.Range(0, channel.Outcomes.Count)
            let estimate = channel[cause, drug]
            select (Channel: channel, Cause: cause, Drug: drug, Estimate: estimate);
        return
        [
            .. all.OrderByDescending(effect => Math.Abs(effect.Estimate.ShrunkLogOdds)).DistinctBy(effect => effect.Drug).Take(3)
                .Select(effect => new StrongEffect(
                    effect.Channel.Treatments[effect.Cause], names.Trimmed(effect.Channel.Treatments[effect.Cause], 60),
                    effect.Channel.Outcomes[effect.Drug], names.Trimmed(effect.Channel.Outcomes[effect.Drug], 60),
                    effect.Estimate.ShrunkLogOdds, effect.Estimate.ShrunkRiskDifference, effect.Channel.Support[effect.Cause])),
        ];
    }

    /// <summary>One effect with its names.</summary>
    internal sealed record StrongEffect(Code Cause, string CauseName, Code Drug, string DrugName, double LogOdds, double RiskDifference, int Visits);
}
