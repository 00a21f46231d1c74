using CafeMed.Data.Synthetic;
using CafeMed.Learning.Causal;

namespace CafeMed.Tests.Learning.Causal;

/// <summary>Planted effects under strong confounding, on a cohort that is smaller than the bench's (bench/results/effects.md has the large one).</summary>
[Collection(TorchTests.Turn)]
public sealed class PlantedEffectsTests(ITestOutputHelper output)
{
    [Fact]
    public void Adjusted_effects_order_planted_pairs_better_than_raw_ones_and_few_findings_are_false()
    {
        var ct = TestContext.Current.CancellationToken;
        var (fine, truth) = SyntheticCohort.Create(new SyntheticOptions { Patients = 2500, Confounding = 3 }, null, ct);
        var cohort = fine.AtLevel(AtcLevel.Default);
        // Few columns, for speed: codes that are left out of the vocabulary confound, so that more is false than the bench's 0.054.
        var vocabularies = Vocabularies.Of(cohort, kind => kind == CodeKind.Medication ? 300 : 80);
        var options = new EffectOptions { Track = EffectTrack.Direct, Folds = 3, Penalty = 10 };

        var raw = Score(new RiskDifference().Estimate(cohort, vocabularies, options, null, ct), truth);
        var adjusted = Score(new RidgeDml().Estimate(cohort, vocabularies, options, null, ct), truth);

        output.WriteLine($"raw {raw}, adjusted {adjusted}");
        Assert.True(adjusted.Area > raw.Area + 0.07, $"area {adjusted.Area:0.000}, raw {raw.Area:0.000}");
        Assert.True(adjusted.False <= 0.145, $"share of false findings {adjusted.False:0.000}");
        Assert.True(raw.False > adjusted.False && adjusted.Found > 2 * raw.Found, $"share of false findings {adjusted.False:0.000}, raw {raw.False:0.000}");
        Assert.Equal(1, adjusted.RightSign, 0.02);
    }

    private static (double Area, double False, double RightSign, int Found) Score(CausalEffects effects, SyntheticTruth truth)
    {
        var pairs = (
            from channel in effects.Channels
            from j in Enumerable.Range(0, channel.Treatments.Count)
            from m in Enumerable.Range(0, channel.Outcomes.Count)
            let inference = channel.InferenceOf(j, m)
            where inference.Tested && !inference.Flags.HasFlag(EffectFlags.Pooled)
            let effect = truth.Find(channel.Treatments[j], channel.Outcomes[m])
            select (Planted: effect is not null, Right: effect?.LogOdds * channel[j, m].RiskDifference > 0, Size: Math.Abs(channel[j, m].ShrunkRiskDifference), inference.Q)).ToArray();
        double[] planted = [.. pairs.Where(pair => pair.Planted).Select(pair => (double)pair.Size).Order()], others = [.. pairs.Where(pair => !pair.Planted).Select(pair => (double)pair.Size).Order()];
        var above = planted.Sum(size => (double)others.Count(other => other < size) + 0.5 * others.Count(other => other == size));
        var found = pairs.Where(pair => pair.Q <= 0.05).ToArray();
        return (above / planted.Length / others.Length, found.Length == 0 ? 0 : found.Count(pair => !pair.Planted) / (double)found.Length,
            found.Where(pair => pair.Planted).Select(pair => pair.Right ? 1.0 : 0).DefaultIfEmpty(0).Average(), found.Length);
    }
}
