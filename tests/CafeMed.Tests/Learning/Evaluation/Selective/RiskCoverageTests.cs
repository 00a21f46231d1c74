using CafeMed.Learning.Evaluation.Report.Sections;
using CafeMed.Learning.Evaluation.Selective;

namespace CafeMed.Tests.Learning.Evaluation.Selective;

public sealed class RiskCoverageTests
{
    [Fact]
    public void The_area_is_the_mean_risk_of_the_most_confident_over_all_numbers_of_them()
    {
        var curve = RiskCoverage.Of(new DecidedVisits([0.9, 0.2, 0.5], [1, 1, 1], [0.1, 0.9, 0.4], [0, 1, 2]), 0.5, 7);

        Assert.Equal((0.1 + (0.1 + 0.4) / 2 + (0.1 + 0.4 + 0.9) / 3) / 3, curve.Area.Estimate, 1e-12);
        Assert.Equal(1.4 / 3 - curve.Area.Estimate, curve.Gain.Estimate, 1e-12);
        Assert.Equal([1 / 3.0, 2 / 3.0, 1], curve.Points.Select(point => point.Coverage));
        Assert.Equal([0.1, 0.25, 1.4 / 3], curve.Points.Select(point => Math.Round(point.Risk, 12)), new Close());
    }

    [Fact]
    public void Who_is_not_understood_is_answered_last()
    {
        var curve = RiskCoverage.Of(new DecidedVisits([0.9, 0.2], [0.1, 1], [1, 0], [0, 1]), 0.5, 7);

        Assert.Equal([0, 0.5], curve.Points.Select(point => point.Risk));
    }

    [Fact]
    public void A_confidence_that_tells_gains_and_one_that_says_nothing_does_not()
    {
        var draw = new Random(3);
        const int Studies = 40;
        var nothing = 0;
        for (var study = 0; study < Studies; study++)
        {
            var risks = Enumerable.Range(0, 300).Select(_ => draw.NextDouble()).ToArray();
            var (known, patients) = (risks.Select(_ => 1.0).ToArray(), Enumerable.Range(0, 300).Select(v => v / 2).ToArray());

            var telling = RiskCoverage.Of(new DecidedVisits([.. risks.Select(risk => 1 - risk + 0.5 * draw.NextDouble())], known, risks, patients), 0.5, 7);
            var silent = RiskCoverage.Of(new DecidedVisits([.. risks.Select(_ => draw.NextDouble())], known, risks, patients), 0.5, 7);

            Assert.True(telling.Gain.Lower > 0.1);
            Assert.True(telling.Area.Lower <= telling.Area.Estimate && telling.Area.Estimate <= telling.Area.Upper);
            nothing += silent.Gain is { Lower: <= 0, Upper: >= 0 } ? 1 : 0;
        }
        Assert.InRange(nothing, 0.86 * Studies, Studies);
    }

    [Fact]
    public void The_report_draws_the_curve_and_says_on_whom_promises_were_measured()
    {
        var curve = RiskCoverage.Of(new DecidedVisits([0.9, 0.2], [1, 1], [0.2, 0.6], [0, 1]), 0.5, 7);
        var certainty = new DecisionKnowledge
        {
            Patients = 120, HeldApart = false, MissRate = 0.1, Bounds = [new(0.1, 0.2, 0.09, 12)], Bands = [new(1, 0.2, 0.21, 0.1, 0.4, 500, 60)], Abstention = new(0.3, 0.5, null, 0.95, 0.4),
        };

        var section = $"{DecisionSection.Of(new DecisionReview(new Decision(), certainty, 40, 90, [new(0.1, 0.2, new(0.08, 0.05, 0.11), 12)], 0.9, new(0.4, 0.3, 0.5), curve))}";

        Assert.Contains("Risk against coverage", section, StringComparison.Ordinal);
        Assert.Contains("close, not exact", section, StringComparison.Ordinal);
        Assert.Contains("<polyline", section, StringComparison.Ordinal);
        Assert.Equal("", $"{DecisionSection.Of(null)}");
    }

    private sealed class Close : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) < 1e-9;

        public int GetHashCode(double obj) => 0;
    }
}
