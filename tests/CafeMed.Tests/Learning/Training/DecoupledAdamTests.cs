using CafeMed.Learning.Encoding;
using CafeMed.Learning.Training;
using CsCheck;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Tests.Learning.Training;

[Collection(TorchTests.Turn)]
public sealed class DecoupledAdamTests
{
    private static readonly Gen<float[]> s_values = Gen.Float[-2, 2].Array[4];

    [Fact]
    public void Steps_follow_the_formula() => Gen.Select(s_values, s_values.Array[1, 8], Gen.Double[1e-4, 0.5], Gen.Double[0, 1]).Sample((start, gradients, rate, decay) =>
    {
        using var pair = new Pair(start);
        using var optimizer = new DecoupledAdam(pair, rate, decay);
        foreach (var gradient in gradients)
            Step(pair, optimizer, gradient);

        Assert.Equal(gradients.Length, optimizer.Steps);
        Assert.All(Plain(start, gradients, rate, decay).Zip(pair.Used.Floats()), both => Assert.Equal(both.First, both.Second, 1e-4));
    }, iter: 40, threads: 1);

    [Fact]
    public void Decay_alone_shrinks_and_does_not_enter_the_moments()
    {
        using var pair = new Pair([1, -2, 3, 0]);
        using var optimizer = new DecoupledAdam(pair, 0.1, 0.5);

        Step(pair, optimizer, [0, 0, 0, 0]);

        Assert.Equal([0.95f, -1.9f, 2.85f, 0], pair.Used.Floats());
        Assert.All(optimizer.Moments, moment => Assert.All(moment.Value.Floats(), value => Assert.Equal(0, value)));
    }

    [Fact]
    public void What_has_no_gradient_is_left_alone()
    {
        using var pair = new Pair([1, 2, 3, 4]);
        using var optimizer = new DecoupledAdam(pair, 0.1, 0.5);

        Step(pair, optimizer, [1, 1, 1, 1]);

        Assert.Equal([1, 2, 3, 4], pair.Idle.Floats());
        Assert.All(pair.Used.Floats().Zip([1f, 2, 3, 4]), both => Assert.True(both.First < both.Second));
    }

    [Fact]
    public void Restored_it_goes_on_with_the_same_bits() => Gen.Select(s_values, s_values.Array[2, 8], Gen.Int[0, 7]).Sample((start, gradients, cut) =>
    {
        cut = Math.Min(cut, gradients.Length - 1);
        using var unbroken = new Pair(start);
        using var first = new DecoupledAdam(unbroken, 0.05, 0.1);
        foreach (var gradient in gradients[..cut])
            Step(unbroken, first, gradient);
        using var resumed = new Pair(unbroken.Used.Floats());
        using var second = new DecoupledAdam(resumed, 0.05, 0.1);
        using var scope = NewDisposeScope();
        second.Restore(first.Moments.ToDictionary(moment => moment.Name, moment => moment.Value.clone()), first.Steps);

        foreach (var gradient in gradients[cut..])
        {
            Step(unbroken, first, gradient);
            Step(resumed, second, gradient);
        }

        Assert.Equal(first.Steps, second.Steps);
        Assert.Equal(unbroken.Used.Floats(), resumed.Used.Floats());
        Assert.Equal(first.Moments.SelectMany(moment => moment.Value.Floats()), second.Moments.SelectMany(moment => moment.Value.Floats()));
    }, iter: 30, threads: 1);

    [Fact]
    public void Moments_bear_the_names_of_their_parameters()
    {
        using var pair = new Pair([1, 2, 3, 4]);
        using var optimizer = new DecoupledAdam(pair, 0.1, 0);

        Assert.Equal(["mean.idle", "mean.used", "square.idle", "square.used"], optimizer.Moments.Select(moment => moment.Name).Order());
    }

    // The gradient of sum(w g) is g.
    private static void Step(Pair pair, DecoupledAdam optimizer, float[] gradient)
    {
        using var scope = NewDisposeScope();
        pair.zero_grad();
        (pair.Used * tensor(gradient)).sum().backward();
        optimizer.Step();
    }

    private static double[] Plain(float[] start, float[][] gradients, double rate, double decay)
    {
        var (w, m, v) = (start.Select(value => (double)value).ToArray(), new double[start.Length], new double[start.Length]);
        for (var t = 1; t <= gradients.Length; t++)
            for (var i = 0; i < w.Length; i++)
            {
                var g = (double)gradients[t - 1][i];
                m[i] = 0.9 * m[i] + 0.1 * g;
                v[i] = 0.999 * v[i] + 0.001 * g * g;
                var (mean, square) = (m[i] / (1 - Math.Pow(0.9, t)), v[i] / (1 - Math.Pow(0.999, t)));
                w[i] = w[i] - rate * decay * w[i] - rate * mean / (Math.Sqrt(square) + 1e-8);
            }
        return w;
    }

    /// <summary>One parameter that takes part, and one that does not.</summary>
    private sealed class Pair : nn.Module
    {
        private readonly Parameter used;
        private readonly Parameter idle;

        public Pair(float[] start) : base(nameof(Pair))
        {
            (used, idle) = (nn.Parameter(tensor(start)), nn.Parameter(tensor(start)));
            RegisterComponents();
        }

        public Tensor Used => used;

        public Tensor Idle => idle;
    }
}
