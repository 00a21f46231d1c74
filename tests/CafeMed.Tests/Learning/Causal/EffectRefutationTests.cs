using CafeMed.Learning.Causal;
using CafeMed.Learning.Causal.Refutation;

namespace CafeMed.Tests.Learning.Causal;

[Collection(TorchTests.Turn)]
public sealed class EffectRefutationTests
{
    [Fact]
    public void Real_effects_withstand_and_controls_scatter_as_chance_has_it()
    {
        var cohort = TinyStudy.Cohort(500, 4);
        var options = new EffectOptions { Folds = 2, Penalty = 10 };

        var report = EffectRefutation.Run(new RidgeDml(), cohort, TinyStudy.Encoder.Vocabularies, options, null, TestContext.Current.CancellationToken);

        Assert.True(report.Found > 5);
        Assert.InRange(report.NullSpread, 0.7, 1.4);
        foreach (var name in new[] { "random-common-cause", "half-samples" })
            Assert.True(report.Checks.Single(check => check.Name == name).Withstood, report.Checks.Single(check => check.Name == name).ToString());
    }

    [Fact]
    public void Few_patients_are_a_fault() => Fails.With("CM3021", () => EffectRefutation.Run(
        new RiskDifference(), TinyStudy.Cohort(12, 4), TinyStudy.Encoder.Vocabularies, new EffectOptions(), null, TestContext.Current.CancellationToken));

    [Fact]
    public void Future_exposures_are_new_codes_and_what_is_known_is_adjusted_for()
    {
        var ahead = ControlCohorts.FutureExposure(Small.Cohort);

        var visit = Assert.Single(Assert.Single(ahead.Patients).Visits);
        Assert.Equal([Small.Fibrillation], visit.Diagnoses);
        Assert.Equal([Small.Stent], visit.Procedures);
        Assert.Equal([Small.Diabetes, Small.Hypertension], visit[CodeKind.PastHistory]);
        Assert.Equal(Small.Anna.Visits[0].Medications, visit.Medications);
    }

    [Fact]
    public void Permuting_moves_whole_visits_and_keeps_every_code()
    {
        var cohort = TinyStudy.Cohort(50, 4);

        var moved = ControlCohorts.PermutedExposure(cohort, 1);

        Assert.Equal(cohort.Count(CodeKind.Diagnosis), moved.Count(CodeKind.Diagnosis));
        Assert.Equal(cohort.Patients.Select(patient => patient.Visits[0].Medications), moved.Patients.Select(patient => patient.Visits[0].Medications));
        Assert.NotEqual(cohort.Patients.Select(patient => patient.Visits[0].Diagnoses), moved.Patients.Select(patient => patient.Visits[0].Diagnoses));
    }
}
