using CafeMed.Learning.Causal.Inference;

namespace CafeMed.Learning.Causal.Refutation;

/// <summary>Tries to refute an estimator's effects on a cohort: negative controls, a random cause, half of the patients.</summary>
/// <remarks>Source: Lipsitch, Tchetgen Tchetgen and Cohen 2010, Epidemiology 21:383 (negative controls); Schuemie et al. 2014, Stat. Med. 33:209 (empirical calibration); DoWhy's refuters.</remarks>
public sealed class EffectRefutation
{
    /// <summary>Patients that an attempt needs.</summary>
    public const int FewestPatients = 20;

    /// <summary>Half samples that are drawn.</summary>
    public const int Halves = 20;

    // Nominal are 5 %; chance and clusters alone may make it this.
    private const double MostRejected = 0.075;
    private const double LeastAgreement = 0.95;
    private const double MostMoved = 0.1;

    private readonly Func<Cohort, CausalEffects> _estimate;
    private readonly Cohort _cohort;
    private readonly int _seed;

    private EffectRefutation(Func<Cohort, CausalEffects> estimate, Cohort cohort, int seed) => (_estimate, _cohort, _seed) = (estimate, cohort, seed);

    /// <summary>Runs every attempt.</summary>
    /// <param name="estimator">Whose effects.</param>
    /// <param name="training">The patients.</param>
    /// <param name="vocabularies">The codes.</param>
    /// <param name="options">As for the effects themselves.</param>
    /// <param name="progress">Told the name of each attempt; or <see langword="null"/>.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="CafeMedException"><c>CM3021</c>: fewer than 20 patients.</exception>
    public static RefutationReport Run(
        ICausalEstimator estimator, Cohort training, Vocabularies vocabularies, EffectOptions options, IProgress<string>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(options);
        if (training.Patients.Length < FewestPatients)
            throw EffectFaults.TooFewToRefute(training.Patients.Length, FewestPatients);
        var wide = ControlCohorts.Widened(vocabularies);
        return new EffectRefutation(cohort => estimator.Estimate(cohort, wide, options, null, ct), training, options.Seed).Report(progress);
    }

    private RefutationReport Report(IProgress<string>? progress)
    {
        CausalEffects Estimate(string name, Cohort cohort)
        {
            progress?.Report(name);
            return _estimate(cohort);
        }
        var effects = Estimate("effects", _cohort);
        var permuted = Z(Estimate("permuted-exposure", ControlCohorts.PermutedExposure(_cohort, _seed + 1)));
        var future = Z(Estimate("future-exposure", ControlCohorts.FutureExposure(_cohort)));
        var random = Z(Estimate("random-outcome", ControlCohorts.RandomOutcome(_cohort, _seed + 2)));
        var cause = Estimate("random-common-cause", ControlCohorts.RandomCause(_cohort, _seed + 3));
        var agreement = Agreement(effects, Enumerable.Range(0, Halves).Select(half => Estimate($"half-samples {half + 1}", ControlCohorts.Half(_cohort, _seed + 10 + half))));
        var spread = EmpiricalNull.Spread([.. permuted, .. future]);
        return new(effects.Estimator, effects.Track,
        [
            Control("permuted-exposure", "codes of other visits, of the same hospital and of first or later visits", permuted, "the standard errors are too small"),
            Control("future-exposure", "codes that only the next visit has, adjusted for those of this one", future, "confounding is left, or drugs lead to codes"),
            Control("random-outcome", "drugs of other visits", random, "the standard errors are too small"),
            Moved(effects, cause),
            agreement,
        ], spread, Found(effects, 1), Found(effects, Math.Max(1, spread)));
    }

    private static RefutationCheck Control(string name, string what, double[] z, string otherwise)
    {
        if (z.Length == 0)
            return new(name, what, "no pair could be tested", "5 % beyond 1.96", false, "undecided: too few visits");
        var rejected = z.Count(value => Math.Abs(value) > 1.96) / (double)z.Length;
        var withstood = rejected <= MostRejected;
        return new(name, what, $"{100 * rejected:0.0} % of {z.Length} pairs beyond 1.96", $"5 %, at most {100 * MostRejected:0.0} %", withstood, withstood ? "withstood" : otherwise);
    }

    private static RefutationCheck Moved(CausalEffects effects, CausalEffects again)
    {
        var moved = Tested(effects).Select(pair =>
            Math.Abs(again.Channels[pair.Channel].Estimates[pair.At].RiskDifference - pair.Effect.RiskDifference) / (double)pair.Effect.RiskDifferenceError).Order().ToArray();
        var (name, what, expected) = ("random-common-cause", "a coin that is adjusted for", $"the median pair moves by at most {MostMoved} standard errors");
        if (moved.Length == 0)
            return new(name, what, "no pair could be tested", expected, false, "undecided: too few visits");
        var middle = moved[moved.Length / 2];
        return new(name, what, $"the median pair moved by {middle:0.000} standard errors, 19 of 20 by at most {moved[(int)(0.95 * (moved.Length - 1))]:0.000}", expected,
            middle <= MostMoved, middle <= MostMoved ? "withstood" : "the estimates are not stable");
    }

    private static RefutationCheck Agreement(CausalEffects effects, IEnumerable<CausalEffects> halves)
    {
        var found = Tested(effects).Where(pair => pair.Inference.Q <= EffectVerdict.Rate).ToArray();
        var (same, all) = (0L, 0L);
        foreach (var half in halves)
            foreach (var pair in found)
            {
                var other = half.Channels[pair.Channel];
                if ((other.Inference[pair.At].Flags & (EffectFlags.Constant | EffectFlags.NoOverlap)) != 0)
                    continue;
                all++;
                same += Math.Sign(other.Estimates[pair.At].RiskDifference) == Math.Sign(pair.Effect.RiskDifference) ? 1 : 0;
            }
        var (name, what, expected) = ("half-samples", $"{Halves} times half of the patients", $"the pairs found keep their sign in {100 * LeastAgreement:0} %");
        if (all == 0)
            return new(name, what, "no pair was found", expected, false, "undecided: nothing was found");
        var share = (double)same / all;
        return new(name, what, $"{found.Length} pairs found keep their sign in {100 * share:0.0} %", expected, share >= LeastAgreement, share >= LeastAgreement ? "withstood" : "signs are not stable");
    }

    private static double[] Z(CausalEffects effects) => [.. Tested(effects).Select(pair => (double)pair.Effect.RiskDifference / pair.Effect.RiskDifferenceError)];

    private static IEnumerable<(int Channel, int At, EffectEstimate Effect, EffectInference Inference)> Tested(CausalEffects effects) =>
        from c in Enumerable.Range(0, effects.Channels.Length)
        let channel = effects.Channels[c]
        from at in Enumerable.Range(0, channel.Inference.Length)
        where channel.Inference[at].Tested && (channel.Inference[at].Flags & EffectFlags.Pooled) == 0
        select (c, at, channel.Estimates[at], channel.Inference[at]);

    private static int Found(CausalEffects effects, double spread) => Tested(effects).GroupBy(pair => pair.Channel).Sum(channel =>
        FalseDiscovery.Rates([.. channel.Select(pair => NormalTail.LogTwoSided(pair.Effect.RiskDifference / pair.Effect.RiskDifferenceError / spread))], anyDependence: false)
            .Count(rate => rate <= EffectVerdict.Rate));
}
