using CsCheck;

namespace CafeMed.Tests.Core.Knowledge;

public sealed class EffectEstimateTests
{
    [Fact]
    public void Shrinking_pulls_to_zero_and_never_past_it() =>
        Gen.Select(Gen.Float[-5, 5], Gen.Float[0, 5]).Sample((value, error) =>
        {
            var shrunk = new EffectEstimate(value, error, 0, 0).ShrunkLogOdds;

            Assert.True(MathF.Abs(shrunk) <= MathF.Abs(value) * 1.000001f);
            Assert.True(shrunk == 0 || MathF.Sign(shrunk) == MathF.Sign(value));
        });

    [Fact]
    public void Certain_effects_stay_and_doubtful_ones_vanish()
    {
        Assert.Equal(1.5f, new EffectEstimate(1.5f, 0, 0, 0).ShrunkLogOdds);
        Assert.Equal(0.75f, new EffectEstimate(1.5f, 1.5f, 0, 0).ShrunkLogOdds);
        Assert.Equal(0, new EffectEstimate(1.5f, float.PositiveInfinity, 0, 0).ShrunkLogOdds);
        Assert.Equal(0, new EffectEstimate(0, 0, 0, 0).ShrunkLogOdds);
    }

    [Fact]
    public void Risk_differences_shrink_by_their_own_error() => Assert.Equal(-0.1f, new EffectEstimate(3, 0, -0.2f, 0.2f).ShrunkRiskDifference, 1e-6f);

    [Fact]
    public void A_channel_is_read_by_row_and_column()
    {
        var channel = new EffectChannel(
            new Vocabulary(CodeKind.Diagnosis, [Small.Diabetes, Small.Hypertension]),
            new Vocabulary(CodeKind.Medication, [Small.Metformin, Small.Lisinopril, Small.Warfarin]),
            [2, 3],
            [.. Enumerable.Range(0, 6).Select(place => new EffectEstimate(place, 0, 0, 0))]);
        var effects = new CausalEffects("test", Fingerprint.None, [channel]);

        Assert.Equal(5, effects.Of(CodeKind.Diagnosis)![1, 2].LogOdds);
        Assert.Null(effects.Of(CodeKind.Procedure));
    }
}
