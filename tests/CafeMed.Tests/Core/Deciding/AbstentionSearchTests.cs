namespace CafeMed.Tests.Core.Deciding;

public sealed class AbstentionSearchTests
{
    private static readonly double[] s_confidences = [0.9, 0.2, 0.5, 0.7, 0.4];
    private static readonly double[] s_risks = [0.1, 0.8, 0.5, 0.3, 0.6];
    private static readonly int[] s_patients = [0, 1, 2, 3, 4];

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(0.8, 0.4, 0.8)]
    [InlineData(0.4, 0.7, 0.4)]
    [InlineData(0, 2, 0)]
    public void Of_a_coverage_the_most_confident_are_answered(double coverage, double least, double answered)
    {
        var found = AbstentionSearch.Of(s_confidences, [1, 1, 1, 1, 1], s_risks, s_patients, new DecisionOptions { Coverage = coverage });

        Assert.Equal((least, answered), (found.LeastConfidence, found.Coverage));
        Assert.Equal(answered == 0 ? null : s_risks.Zip(s_confidences).Where(one => one.Second >= least).Average(one => one.First), found.Risk);
    }

    [Fact]
    public void Whoever_is_not_understood_is_not_answered()
    {
        var found = AbstentionSearch.Of(s_confidences, [0.4, 1, 1, 1, 1], s_risks, s_patients, new DecisionOptions { Coverage = 1, LeastKnown = 0.5 });

        Assert.Equal((0, 0.8), (found.LeastConfidence, found.Coverage));
        Assert.Equal(0.55, found.Risk!.Value, 1e-12);
    }

    [Fact]
    public void The_risk_that_was_asked_for_is_kept_by_new_visits_in_95_of_100_studies()
    {
        var draw = new Random(3);
        var (broken, answered) = (0, 0.0);
        const int Studies = 600;
        for (var study = 0; study < Studies; study++)
        {
            var confidences = Enumerable.Range(0, 400).Select(_ => draw.NextDouble()).ToArray();
            var risks = confidences.Select(confidence => draw.NextDouble() < 1 - confidence ? 1.0 : 0).ToArray();
            var found = AbstentionSearch.Of(
                confidences, [.. confidences.Select(_ => 1.0)], risks, [.. Enumerable.Range(0, 400).Select(v => v / 2)], new DecisionOptions { TargetRisk = 0.3 });
            // Confidences above c have a mean of (1 + c) / 2, so their true risk is (1 - c) / 2.
            broken += (1 - found.LeastConfidence) / 2 > 0.3 ? 1 : 0;
            answered += found.Coverage / Studies;
        }
        Assert.InRange(broken / (double)Studies, 0, 0.075);
        Assert.InRange(answered, 0.45, 0.6);
    }

    [Fact]
    public void A_risk_that_cannot_be_kept_answers_nobody()
    {
        var found = AbstentionSearch.Of(s_confidences, [1, 1, 1, 1, 1], s_risks, s_patients, new DecisionOptions { TargetRisk = 0.01 });

        Assert.Equal((AbstentionSearch.Nothing, 0, null), (found.LeastConfidence, found.Coverage, found.Risk));
    }
}
