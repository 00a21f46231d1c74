using CafeMed.Learning.Scoring;
using CafeMed.Tests.Learning.Layers;
using CsCheck;

namespace CafeMed.Tests.Learning.Scoring;

[Collection(TorchTests.Turn)]
public sealed class RecalibrationTests
{
    [Fact]
    public void Recovers_slope_and_offset_of_every_medication()
    {
        double[] slopes = [1, 0.5, 1.6], offsets = [0, 1, -0.8];
        var (logits, truth) = Draw(20_000, slopes, offsets, seed: 3);

        var found = Recalibration.Fit(logits, truth, 3, 30);

        for (var m = 0; m < 3; m++)
        {
            Assert.Equal(slopes[m], found.Slopes[m], 0.08);
            Assert.Equal(offsets[m], found.Offsets[m], 0.08);
        }
    }

    [Fact]
    public void A_handful_of_visits_leaves_logits_nearly_as_they_are()
    {
        var (logits, truth) = Draw(4, [0.2, 2], [2, -2], seed: 3);

        var found = Recalibration.Fit(logits, truth, 2, 30);

        Assert.All(found.Slopes, slope => Assert.Equal(1, slope, 0.15));
        Assert.All(found.Offsets, offset => Assert.Equal(0, offset, 0.15));
    }

    [Fact]
    public void Slopes_and_offsets_are_at_the_lowest_point_however_wild_the_logits() =>
        Gen.Select(Gen.Double[0.1, 30], Gen.Double[-3, 3], Gen.Int[10, 400], Gen.Int[0, 1000]).Sample((scale, offset, visits, seed) =>
        {
            var (logits, truth) = Draw(visits, [0.3], [offset], seed);
            logits = [.. logits.Select(logit => (float)(logit * scale))];

            var found = Recalibration.Fit(logits, truth, 1, 30);

            var (slope, shift) = ((double)found.Slopes[0], (double)found.Offsets[0]);
            var residuals = logits.Zip(truth, (z, given) => Plain.Sigmoid(slope * z + shift) - (given ? 1 : 0)).ToArray();
            var bySlope = residuals.Zip(logits, (residual, z) => residual * z).Sum() + 30 * (slope - 1);
            Assert.Equal(0, bySlope, 1e-2 * visits);
            Assert.Equal(0, residuals.Sum() + 30 * shift, 1e-2 * visits);
        }, iter: 60, threads: 1);

    [Fact]
    public void Recalibrated_logits_are_slope_times_logit_plus_offset()
    {
        float[] logits = [1, 2, 3, 4];
        new PerMedication([2, 0.5f], [0, 1]).Apply(logits);
        Assert.Equal([2, 2, 6, 3], logits);

        PerMedication.Identity(2).Apply(logits);
        Assert.Equal([2, 2, 6, 3], logits);
    }

    private static (float[] Logits, bool[] Truth) Draw(int visits, double[] slopes, double[] offsets, int seed)
    {
        var random = new Random(seed);
        var logits = new float[visits * slopes.Length];
        for (var i = 0; i < logits.Length; i++)
            logits[i] = (float)(6 * random.NextDouble() - 3);
        return (logits, [.. logits.Select((z, i) =>
            random.NextDouble() < Plain.Sigmoid(slopes[i % slopes.Length] * z + offsets[i % slopes.Length]))]);
    }
}
