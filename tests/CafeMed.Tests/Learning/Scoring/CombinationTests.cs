using CafeMed.Learning.Scoring;
using CafeMed.Tests.Learning.Layers;
using CsCheck;

namespace CafeMed.Tests.Learning.Scoring;

[Collection(TorchTests.Turn)]
public sealed class CombinationTests
{
    [Theory]
    [InlineData(0.7, 0.4)]
    [InlineData(0.2, 0.9)]
    [InlineData(1.0, 0.0)]
    public void Recovers_the_weights_that_made_the_data(double linear, double network)
    {
        var (a, b, truth) = Draw(40_000, linear, network, seed: 5);

        var found = Combination.Fit(a, b, truth);

        Assert.Equal(linear, found.Linear, 0.05);
        Assert.Equal(network, found.Network, 0.05);
    }

    [Fact]
    public void A_handful_of_visits_changes_nothing()
    {
        var (a, b, truth) = Draw(8, 0, 1, seed: 5);

        var found = Combination.Fit(a, b, truth);

        Assert.Equal(1, found.Linear, 0.05);
        Assert.Equal(0, found.Network, 0.1);
        Assert.Equal(new Combination(1, 0), Combination.Fit([], [], []));
    }

    [Fact]
    public void No_weight_is_ever_negative_nor_anything_but_a_number() =>
        Gen.Select(Gen.Double[-3, 3], Gen.Double[-3, 3], Gen.Double[0.1, 8], Gen.Int[0, 1000]).Sample((linear, network, scale, seed) =>
        {
            var (a, b, truth) = Draw(2000, linear, network, seed, scale);

            var found = Combination.Fit(a, b, truth);

            Assert.InRange(found.Linear, 0, 100);
            Assert.InRange(found.Network, 0, 100);
        }, iter: 60, threads: 1);

    [Fact]
    public void Combined_logits_are_the_weighted_sum() =>
        Assert.Equal([2.5f, -1], new Combination(0.5, 2).Apply([1, -4], [1, 0.5f]));

    // Truth by a coin whose log odds are the weighted sum of two logits that are related to each other.
    private static (float[] Linear, float[] Network, bool[] Truth) Draw(int count, double linear, double network, int seed, double scale = 1.5)
    {
        var random = new Random(seed);
        var (a, b, truth) = (new float[count], new float[count], new bool[count]);
        for (var i = 0; i < count; i++)
        {
            var shared = random.NextDouble() - 0.5;
            a[i] = (float)(scale * 2 * (shared + random.NextDouble() - 0.5));
            b[i] = (float)(scale * 2 * (shared + random.NextDouble() - 0.5));
            truth[i] = random.NextDouble() < Plain.Sigmoid(linear * a[i] + network * b[i]);
        }
        return (a, b, truth);
    }
}
