using CafeMed.Learning.Losses;
using CafeMed.Tests.Learning.Layers;
using CsCheck;
using static TorchSharp.torch;

namespace CafeMed.Tests.Learning.Losses;

[Collection(TorchTests.Turn)]
public sealed class InteractionPenaltyTests
{
    [Fact]
    public void The_expected_rate_counts_pairs_by_their_probability_and_is_a_share() =>
        Gen.Select(Gen.Double[-6, 6].Array[4].Array[1, 5], Gen.Double[0, 1].Array[6]).Sample((logits, shares) =>
        {
            var matrix = Matrix(shares);

            var rate = Rate(logits, matrix);

            var (above, below) = (0.0, 0.0);
            foreach (var p in logits.Select(Plain.Sigmoid))
                for (var i = 0; i < 4; i++)
                    for (var j = 0; j < 4; j++)
                        if (i != j)
                            (above, below) = (above + matrix[i][j] * p[i] * p[j], below + p[i] * p[j]);
            Assert.InRange(rate, 0, 1 + 1e-5);
            Assert.Equal(above / Math.Max(1e-6, below), rate, 2e-3);
        }, iter: 100, threads: 1);

    [Fact]
    public void It_is_free_of_the_scale_of_the_probabilities()
    {
        var matrix = Matrix([1, 0, 0, 0, 0, 0]);

        Assert.Equal(Rate([[-2, -2, -2, -2]], matrix), Rate([[1, 1, 1, 1]], matrix), 1e-5);
        Assert.Equal(1.0 / 6, Rate([[0, 0, 0, 0]], matrix), 1e-6);
    }

    [Fact]
    public void The_multiplier_grows_above_the_target_falls_below_it_and_stays_in_its_bounds()
    {
        var steering = new DualAscent(target: 0.1, rate: 0.1, max: 2);
        Assert.True(double.IsNaN(steering.Smoothed));

        steering.Observe(0.6);
        Assert.Equal(0.6, steering.Smoothed);
        Assert.Equal(0.5, steering.Multiplier, 1e-12);
        steering.Observe(0.2);
        Assert.Equal(0.58, steering.Smoothed, 1e-12);
        Assert.Equal(0.98, steering.Multiplier, 1e-12);
        for (var i = 0; i < 20; i++)
            steering.Observe(0.6);
        Assert.Equal(2, steering.Multiplier);
        var highest = steering.Multiplier;
        for (var i = 0; i < 60; i++)
            steering.Observe(0);
        Assert.True(steering.Multiplier < highest);
        for (var i = 0; i < 60; i++)
            steering.Observe(0);
        Assert.Equal(0, steering.Multiplier);
    }

    [Fact]
    public void Restored_it_goes_on_as_the_one_that_was_never_stopped()
    {
        var (unbroken, resumed) = (new DualAscent(0.05), new DualAscent(0.05));
        foreach (var rate in new[] { 0.2, 0.1, 0.3 })
            unbroken.Observe(rate);

        resumed.Restore(unbroken.Multiplier, unbroken.Smoothed);
        unbroken.Observe(0.15);
        resumed.Observe(0.15);

        Assert.Equal((unbroken.Multiplier, unbroken.Smoothed), (resumed.Multiplier, resumed.Smoothed));
    }

    private static float Rate(double[][] logits, double[][] matrix)
    {
        using var scope = NewDisposeScope();
        return InteractionPenalty.ExpectedRate(
            tensor([.. logits.SelectMany(row => row).Select(x => (float)x)], logits.Length, 4),
            tensor([.. matrix.SelectMany(row => row).Select(x => (float)x)], 4, 4)).item<float>();
    }

    private static double[][] Matrix(double[] shares)
    {
        double[][] matrix = [new double[4], new double[4], new double[4], new double[4]];
        var next = 0;
        for (var i = 0; i < 4; i++)
            for (var j = i + 1; j < 4; j++)
                matrix[i][j] = matrix[j][i] = shares[next++];
        return matrix;
    }
}
