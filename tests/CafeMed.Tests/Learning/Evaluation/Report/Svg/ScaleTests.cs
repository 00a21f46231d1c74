using CafeMed.Learning.Evaluation.Report.Svg;
using CsCheck;

namespace CafeMed.Tests.Learning.Evaluation.Report.Svg;

public sealed class ScaleTests
{
    private static readonly Gen<double> Value = Gen.OneOf(Gen.Double[-1, 1], Gen.Double[-1e9, 1e9], Gen.Double[0, 1e-6], Gen.Const(0.0), Gen.Const(double.NaN), Gen.Const(double.PositiveInfinity));

    [Fact]
    public void Ticks_cover_the_values_are_nice_and_few() =>
        Gen.Select(Value.Array[0, 20], Gen.Int[1, 8]).Sample((values, steps) =>
        {
            var scale = Scale.Covering(values, steps);
            var ticks = scale.Ticks.ToArray();
            var step = ticks[1] - ticks[0];

            var slack = 1e-6 * step;
            Assert.All(values.Where(double.IsFinite), value => Assert.InRange(value, scale.Lower - slack, scale.Upper + slack));
            Assert.InRange(ticks.Length, 2, steps + 3);
            var digit = step / Math.Pow(10, Math.Floor(Math.Log10(step) + 1e-6));
            Assert.Contains(Math.Round(digit, 3), new[] { 1.0, 2, 5 });
            Assert.All(ticks, tick => Assert.InRange(Math.Abs(tick / step - Math.Round(tick / step)), 0, 1e-4));
            Assert.Equal(ticks.Length, ticks.Select(scale.Label).Distinct().Count());
        });

    [Fact]
    public void Places_keep_the_order_and_stay_between_the_ends() =>
        Gen.Select(Gen.Double[-50, 50], Gen.Double[-50, 50], Gen.Double[-50, 50]).Sample((a, b, c) =>
        {
            var scale = Scale.Covering([a, b]);
            var (low, high) = (scale.Place(Math.Min(b, c), 10, 200), scale.Place(Math.Max(b, c), 10, 200));

            Assert.True(low <= high);
            Assert.InRange(low, 10, 200);
            Assert.InRange(high, 10, 200);
        });

    [Fact]
    public void Extremes_do_not_break_it()
    {
        double[][] cases = [[], [double.NaN], [double.MaxValue, double.MinValue], [double.Epsilon, 0], [1e15, 1e15], [0.3, 0.3], [1e-300, 2e-300]];

        foreach (var values in cases)
        {
            var scale = Scale.Covering(values);
            Assert.True(scale.Upper > scale.Lower);
            Assert.True(double.IsFinite(scale.Place(0.3, 0, 100)));
        }
    }

    [Fact]
    public void Labels_have_the_decimals_of_the_step()
    {
        var scale = Scale.Covering([-0.1, 0.31], 5);

        Assert.Equal(["−0.1", "0.0", "0.1", "0.2", "0.3", "0.4"], scale.Ticks.Select(scale.Label));
    }
}
