using CafeMed.Learning.Causal;
using CsCheck;

namespace CafeMed.Tests.Learning.Causal;

public sealed class MarginalEffectsTests
{
    private static readonly Gen<(int Both, int Treated, int Given, int Visits)> Tables = Gen.Int[0, 40].Array[4]
        .Select(cells => (cells[0], cells[0] + cells[1], cells[0] + cells[2], cells.Sum()));

    [Fact]
    public void Effects_of_a_two_by_two_table_are_those_worked_out_by_hand()
    {
        // Code and drug 9, code only 4, drug only 2, neither 19. Two more visits, of which 14/36 have the code and 12/36 the drug.
        var effect = MarginalEffects.Effect(both: 9, treated: 13, given: 11, visits: 34);

        var (a, b, c, d) = (9 + 2 * 14 * 12 / 1296.0, 4 + 2 * 14 * 24 / 1296.0, 2 + 2 * 22 * 12 / 1296.0, 19 + 2 * 22 * 24 / 1296.0);
        Assert.Equal(2.825319, effect.LogOdds, 1e-5);
        Assert.Equal(0.891719, effect.LogOddsError, 1e-5);
        Assert.Equal(a / (a + b) - c / (c + d), effect.RiskDifference, 1e-5);
        Assert.Equal(0.142631, effect.RiskDifferenceError, 1e-5);
    }

    [Fact]
    public void A_rare_code_that_never_met_a_rare_drug_has_next_to_no_effect() =>
        Assert.InRange(Math.Abs(MarginalEffects.Effect(both: 0, treated: 2, given: 5, visits: 10_000).ShrunkLogOdds), 0, 0.1);

    [Fact]
    public void Effects_are_those_of_slow_counts()
    {
        var cohort = TinyStudy.Cohort(40, 1);
        var effects = new MarginalEffects().Estimate(cohort, TinyStudy.Encoder.Vocabularies, TestContext.Current.CancellationToken);
        var visits = cohort.Patients.SelectMany(patient => patient.Visits).ToArray();

        Assert.Equal([CodeKind.Diagnosis, CodeKind.Procedure], effects.Channels.Select(channel => channel.Treatments.Kind));
        foreach (var channel in effects.Channels)
            for (var j = 0; j < channel.Treatments.Count; j++)
                for (var m = 0; m < channel.Outcomes.Count; m++)
                {
                    bool Treated(Visit visit) => visit[channel.Treatments.Kind].Contains(channel.Treatments[j]);
                    bool Given(Visit visit) => visit.Medications.Contains(channel.Outcomes[m]);
                    var expected = MarginalEffects.Effect(visits.Count(v => Treated(v) && Given(v)), visits.Count(Treated), visits.Count(Given), visits.Length);
                    Assert.Equal(expected, channel[j, m]);
                    Assert.Equal(visits.Count(Treated), channel.Support[j]);
                }
    }

    [Fact]
    public void The_planted_indication_is_found()
    {
        var effects = new MarginalEffects().Estimate(TinyStudy.Cohort(200, 5), TinyStudy.Encoder.Vocabularies, TestContext.Current.CancellationToken);
        var diagnoses = effects.Of(CodeKind.Diagnosis)!;

        for (var m = 0; m < 9; m++)
            Assert.Equal(m, Enumerable.Range(0, 10).MaxBy(j => diagnoses[j, m].ShrunkLogOdds));
    }

    [Fact]
    public void Giving_and_withholding_a_drug_mirror_each_other() => Tables.Sample(table =>
    {
        var given = MarginalEffects.Effect(table.Both, table.Treated, table.Given, table.Visits);
        var withheld = MarginalEffects.Effect(table.Treated - table.Both, table.Treated, table.Visits - table.Given, table.Visits);

        Assert.Equal(given.LogOdds, -withheld.LogOdds, 1e-4);
        Assert.Equal(given.LogOddsError, withheld.LogOddsError, 1e-4);
        Assert.Equal(given.RiskDifference, -withheld.RiskDifference, 1e-4);
        Assert.Equal(given.ShrunkLogOdds, -withheld.ShrunkLogOdds, 1e-4);
    });

    [Fact]
    public void Having_and_lacking_a_code_mirror_each_other() => Tables.Sample(table =>
    {
        var having = MarginalEffects.Effect(table.Both, table.Treated, table.Given, table.Visits);
        var lacking = MarginalEffects.Effect(table.Given - table.Both, table.Visits - table.Treated, table.Given, table.Visits);

        Assert.Equal(having.LogOdds, -lacking.LogOdds, 1e-4);
        Assert.Equal(having.RiskDifference, -lacking.RiskDifference, 1e-4);
    });

    [Theory]
    [InlineData(0, 20)]
    [InlineData(3, 200)]
    [InlineData(100, 200)]
    [InlineData(1, 10_000)]
    public void A_code_that_nobody_has_has_next_to_no_effect(int given, int visits) =>
        Assert.InRange(Math.Abs(MarginalEffects.Effect(both: 0, treated: 0, given, visits).ShrunkLogOdds), 0, 0.1);

    [Fact]
    public void Who_was_counted_is_remembered()
    {
        var cohort = TinyStudy.Cohort(12, 1);
        var effects = new MarginalEffects().Estimate(cohort, TinyStudy.Encoder.Vocabularies, TestContext.Current.CancellationToken);

        Assert.Equal("marginal", effects.Estimator);
        Assert.Equal(Fingerprint.Of(cohort.Patients).Digest, effects.FittedOn.Digest);
        Fails.With("CM2008", () => effects.FittedOn.Refuse("effects", [cohort.Patients[5]]));
    }

    [Fact]
    public void Counting_can_be_stopped() => Assert.Throws<OperationCanceledException>(() =>
        new MarginalEffects().Estimate(TinyStudy.Cohort(12, 1), TinyStudy.Encoder.Vocabularies, new CancellationToken(canceled: true)));
}
