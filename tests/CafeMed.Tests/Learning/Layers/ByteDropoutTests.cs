using CafeMed.Learning.Layers;
using static TorchSharp.torch;

namespace CafeMed.Tests.Learning.Layers;

[Collection(TorchTests.Turn)]
public sealed class ByteDropoutTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Drops_its_share_and_scales_the_rest_so_that_the_mean_stays(double rate)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(5);
        var dropped = new ByteDropout(rate).call(ones(200, 500)).data<float>().ToArray();

        var share = Math.Round(rate * 256) / 256;
        Assert.Equal(rate, share, 0.002);
        Assert.Equal(share, dropped.Average(value => value == 0 ? 1.0 : 0), 0.005);
        Assert.All(dropped.Where(value => value != 0), value => Assert.Equal(1 / (1 - share), value, 1e-5));
        Assert.Equal(1, dropped.Average(value => (double)value), 0.05);
    }

    [Fact]
    public void Changes_nothing_outside_of_training_or_at_rate_zero()
    {
        using var input = randn(20, 3);
        var layer = new ByteDropout(0.7);
        layer.eval();

        Assert.Same(input, layer.call(input));
        Assert.Same(input, new ByteDropout(0).call(input));
    }

    [Fact]
    public void The_same_seed_drops_the_same_values_and_the_next_call_drops_others()
    {
        using var scope = NewDisposeScope();
        var (layer, input) = (new ByteDropout(0.5), ones(40, 10));

        random.manual_seed(9);
        var (first, second) = (layer.call(input), layer.call(input));
        random.manual_seed(9);
        var again = layer.call(input);

        Assert.True(first.eq(again).all().item<bool>());
        Assert.False(first.eq(second).all().item<bool>());
    }

    [Fact]
    public void The_gradient_passes_where_the_value_did()
    {
        using var scope = NewDisposeScope();
        var input = ones(100, requires_grad: true);

        var output = new ByteDropout(0.5).call(input);
        output.sum().backward();

        Assert.True(input.grad!.eq(output).all().item<bool>());
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(0.96)]
    public void A_rate_out_of_range_is_a_mistake(double rate) => Assert.Throws<ArgumentOutOfRangeException>(() => new ByteDropout(rate));
}
