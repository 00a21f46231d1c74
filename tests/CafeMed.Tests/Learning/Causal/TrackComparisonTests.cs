using CafeMed.Learning.Causal;
using System.Collections.Immutable;

namespace CafeMed.Tests.Learning.Causal;

public sealed class TrackComparisonTests
{
    [Theory]
    [InlineData(0.10f, 0.01f, -0.02f, 0.05f, true)]
    [InlineData(0.01f, 0.05f, -0.20f, 0.01f, true)]
    [InlineData(0.01f, 0.05f, -0.01f, 0.05f, false)]
    [InlineData(0.10f, 0.01f, 0.02f, 0.05f, false)]
    public void A_pair_is_marked_where_signs_differ_and_one_of_them_is_told_from_0(float total, float totalError, float direct, float directError, bool marked)
    {
        var both = TrackComparison.Mark(Effects(EffectTrack.Total, total, totalError), Effects(EffectTrack.Direct, direct, directError));

        var channel = both.Channels[0];
        Assert.Equal(marked, channel.InferenceOf(0, 0).Flags.HasFlag(EffectFlags.SignDiffers));
        Assert.Equal(direct, channel.OtherTrack[0]);
        Assert.Equal(marked, EffectVerdict.Of(channel, 0, 0, adjusted: true).Words.Contains("believe neither", StringComparison.Ordinal));
    }

    [Fact]
    public void Tracks_of_other_patients_are_not_compared() => Assert.Throws<ArgumentException>(() =>
        TrackComparison.Mark(Effects(EffectTrack.Total, 0, 1), Effects(EffectTrack.Direct, 0, 1) with { FittedOn = new Fingerprint([7]) }));

    private static CausalEffects Effects(EffectTrack track, float difference, float error)
    {
        var (codes, drugs) = (new Vocabulary(CodeKind.Diagnosis, [new Code(CodeSystem.Icd10Cm, "I10")]), new Vocabulary(CodeKind.Medication, [Code.Atc("C09A")]));
        var channel = new EffectChannel(codes, drugs, [40], [new EffectEstimate(0, 1, difference, error)]) { Inference = [new EffectInference(-9, 0.001f, 0.01f, 0.01f, 0, EffectFlags.None)] };
        return new("ridge-dml", Fingerprint.None, ImmutableArray.Create(channel)) { Track = track };
    }
}
