using CafeMed.Learning.Causal;
using CafeMed.Learning.Causal.Adjustment;
using CafeMed.Learning.Causal.Design;

namespace CafeMed.Tests.Learning.Causal;

[Collection(TorchTests.Turn)]
public sealed class DmlPassTests
{
    private static readonly EffectOptions Options = new() { Penalty = 10, Folds = 3 };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Closed_form_is_what_a_slow_loop_with_one_regression_for_each_exposure_gives(bool inside)
    {
        var design = EffectDesigns.Confounded(240, 5, perPatient: 3);
        if (!inside)
            design = design with { Passes = [new EffectPass([EffectDesigns.Exposures, EffectDesigns.Exposures + 1], design.Passes[0].Exposures)] };

        var fit = DmlPass.Fit(design, design.Passes[0], Options, null, TestContext.Current.CancellationToken);

        for (var j = 0; j < EffectDesigns.Exposures; j++)
        {
            var (effect, variance) = SlowDml.Estimate(design, design.Passes[0], j, Options);
            Assert.Equal(effect, fit.Difference[j], 1e-4);
            // The predicted spread may be the larger.
            Assert.True(fit.Variance[j] >= variance * 0.999, $"exposure {j}");
            Assert.True(fit.Variance[j] <= variance * 2, $"exposure {j}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public void Blocks_of_rows_do_not_matter(int block)
    {
        var design = EffectDesigns.Confounded(300, 6, perPatient: 12);
        var ct = TestContext.Current.CancellationToken;

        var expected = DmlPass.Fit(design, design.Passes[0], Options, null, ct);
        var fit = DmlPass.Fit(design, design.Passes[0], Options with { Block = block }, null, ct);

        for (var j = 0; j < EffectDesigns.Exposures; j++)
        {
            Assert.Equal(expected.Difference[j], fit.Difference[j], 1e-5);
            Assert.Equal(expected.Variance[j], fit.Variance[j], 1e-6);
        }
    }

    [Fact]
    public void Leverage_makes_errors_larger_and_leaves_estimates_alone()
    {
        var design = EffectDesigns.Confounded(300, 6);
        var ct = TestContext.Current.CancellationToken;

        var plain = DmlPass.Fit(design, design.Passes[0], Options, null, ct);
        var wide = DmlPass.Fit(design, design.Passes[0], Options with { Hc3 = true }, null, ct);

        Assert.Equal(plain.Difference, wide.Difference);
        Assert.True(wide.Variance.Sum() > 1.01 * plain.Variance.Sum());
    }
}
