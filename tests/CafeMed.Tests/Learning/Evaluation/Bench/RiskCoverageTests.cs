using CafeMed.Learning.Evaluation.Bench;
using CsCheck;

namespace CafeMed.Tests.Learning.Evaluation.Bench;

public sealed class RiskCoverageTests
{
    [Fact]
    public void Confidence_is_the_expected_share_of_the_set()
    {
        // p .9, .5, .2; the first two are chosen: (.9 + .5) / (2 + .2).
        float[] logits = [(float)LogOdds.Of(0.9), 0, (float)LogOdds.Of(0.2), -100, -100, -100];

        var confidence = RiskCoverage.Confidence(logits, [true, true, false, false, false, false], 3);

        Assert.Equal(1.4 / 2.2, confidence[0], 1e-6);
        Assert.Equal(0, confidence[1], 1e-6);
    }

    [Fact]
    public void The_surest_are_answered_first()
    {
        var curve = RiskCoverage.Of([0.9, 0.1, 0.5, 0.7], [1, 0, 0.5, 0.75]);

        Assert.Equal([0.25, 0.5, 0.75, 1], curve.Select(point => point.Coverage));
        Assert.Equal([0, 0.125, 0.25, 0.4375], curve.Select(point => point.Risk));
        Assert.Equal(0.203125, RiskCoverage.Area(curve), 1e-12);
    }

    [Fact]
    public void At_full_coverage_the_risk_is_that_of_all_and_no_order_changes_it() =>
        Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1]).Array[1, 60].Sample(visits =>
        {
            var curve = RiskCoverage.Of([.. visits.Select(visit => visit.Item1)], [.. visits.Select(visit => visit.Item2)]);

            return curve[^1].Coverage == 1 && Math.Abs(curve[^1].Risk - (1 - visits.Average(visit => visit.Item2))) < 1e-9 && curve.All(point => point.Risk is >= -1e-9 and <= 1 + 1e-9);
        });

    [Fact]
    public void Nobody_has_no_curve() => Assert.Empty(RiskCoverage.Of([], []));
}
