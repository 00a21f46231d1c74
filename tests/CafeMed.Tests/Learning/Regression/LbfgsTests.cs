using CafeMed.Learning;
using CafeMed.Learning.Regression;
using CsCheck;
using static TorchSharp.torch;

namespace CafeMed.Tests.Learning.Regression;

[Collection(TorchTests.Turn)]
public sealed class LbfgsTests
{
    [Fact]
    public void Finds_the_lowest_point_of_a_bowl_however_flat_its_sides() =>
        Gen.Select(Gen.Double[0.05, 20].Array[6], Gen.Double[-3, 3].Array[6]).Sample((steepness, lowest) =>
        {
            using var scope = NewDisposeScope();
            var (a, x) = (tensor(Array.ConvertAll(steepness, value => (float)value)), tensor(Array.ConvertAll(lowest, value => (float)value)));

            var found = Minimize(at => (((at - x).Squared() * a).sum().item<float>(), (a * (at - x)).Times(2.0)), ones(6));

            Assert.True((found - x).abs().max().item<float>() < 0.05, $"{found} is not {x}.");
        }, iter: 40, threads: 1);

    [Fact]
    public void Finds_the_floor_of_a_narrow_valley_where_the_first_step_is_far_too_long()
    {
        using var scope = NewDisposeScope();

        var found = Minimize(at =>
        {
            var p = at.data<float>().ToArray();
            var (x, y) = ((double)p[0], (double)p[1]);
            var value = Math.Cosh(3 * (x - y)) + Math.Pow(x - 1, 2) + 0.1 * Math.Pow(y - 1, 2);
            var steep = 3 * Math.Sinh(3 * (x - y));
            return (value, tensor(new float[] { (float)(steep + 2 * (x - 1)), (float)(-steep + 0.2 * (y - 1)) }));
        }, ones(2), start: tensor(new float[] { -2, 2 })).data<float>().ToArray();

        Assert.Equal(1, found[0], 0.05);
        Assert.Equal(1, found[1], 0.05);
    }

    [Fact]
    public void Leaves_the_start_as_it_is_and_stops_when_told()
    {
        using var scope = NewDisposeScope();
        var start = zeros(2);

        Minimize(at => (at.Minus(1).Squared().sum().item<float>(), at.Minus(1).Times(2.0)), ones(2), start);

        Assert.Equal(0, start.abs().sum().item<float>());
        Assert.Throws<OperationCanceledException>(() => Lbfgs.Minimize(
            start, at => (at.Squared().sum().item<float>(), at.Times(2.0)), ones(2), 1e-9, 10, new CancellationToken(canceled: true)));
    }

    private static Tensor Minimize(Func<Tensor, (double, Tensor)> evaluate, Tensor curvature, Tensor? start = null) =>
        Lbfgs.Minimize(start ?? zeros(curvature.shape[0]), evaluate, curvature, 1e-9, 500, TestContext.Current.CancellationToken);
}
