using CafeMed.Learning.Causal;
using CafeMed.Learning.Causal.Adjustment;
using CafeMed.Learning.Causal.Design;

namespace CafeMed.Tests.Learning.Causal;

[Collection(TorchTests.Turn)]
public sealed class OverlapPassTests
{
    [Fact]
    public void Weighting_takes_observed_confounding_away_and_says_how_far()
    {
        var design = EffectDesigns.Confounded(3000, seed: 3) with { Names = [.. Enumerable.Range(0, EffectDesigns.Exposures + 2).Select(column => $"column-{column}")] };

        var fit = new OverlapPass(design, design.Passes[0], new EffectOptions(), null).Fit(TestContext.Current.CancellationToken);

        for (var j = 0; j < EffectDesigns.Exposures; j++)
        {
            Assert.InRange(fit.Difference[j] - EffectDesigns.Truth(j), -4 * Math.Sqrt(fit.Variance[j]), 4 * Math.Sqrt(fit.Variance[j]));
            Assert.True(fit.Checks[j].ImbalanceBefore > 0.3 && fit.Checks[j].ImbalanceAfter < 0.02 && fit.Checks[j].Balances);
            var sick = fit.Balance![j].Single(one => one.Covariate == $"column-{EffectDesigns.Exposures}");
            Assert.True(sick.Before > 0.3 && Math.Abs(sick.After) < 0.02);
        }
    }

    [Fact]
    public void Few_visits_that_all_have_the_drug_do_not_look_certain()
    {
        // A rare exposure that a covariate nearly tells: what overlap weights leave of it is worth few visits, and by chance none of them has the drug.
        var random = new Random(2);
        var (columns, drugs) = (new CodeListsBuilder(), new CodeListsBuilder());
        for (var row = 0; row < 600; row++)
        {
            var told = row < 40;
            if (told ? row >= 5 : row < 45)
                columns.Add(0, 1);
            if (told)
                columns.Add(1, 1);
            columns.EndVisit();
            if (row is > 45 && random.NextDouble() < 0.3)
                drugs.Add(0);
            drugs.EndVisit();
        }
        var design = new EffectDesign(columns.Build(withAmounts: true), 2, drugs.Build(), 1, [.. Enumerable.Range(0, 601)], [new EffectPass([0, 1], [0])]);

        var fit = new OverlapPass(design, design.Passes[0], new EffectOptions(), null).Fit(TestContext.Current.CancellationToken);

        Assert.True(fit.Checks[0].EffectiveVisits < 200);
        Assert.True(Math.Sqrt(fit.Variance[0]) > 0.02, $"error {Math.Sqrt(fit.Variance[0])}");
        Assert.True(Math.Abs(fit.Difference[0]) < 3 * Math.Sqrt(fit.Variance[0]));
    }
}
