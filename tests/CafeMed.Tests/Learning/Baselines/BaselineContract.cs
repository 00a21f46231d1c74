using CafeMed.Learning.Studies;

namespace CafeMed.Tests.Learning.Baselines;

// What every baseline must do; found, not listed.
[Collection(TorchTests.Turn)]
public sealed class BaselineContract
{
    private static readonly VisitTable Validation = TinyStudy.Encoder.Encode(TinyStudy.Cohort(20, 8).Patients);
    private static readonly Patient[] People = [.. TinyStudy.Cohort(12, 9).Patients, TinyStudy.Stranger];
    private static readonly int Size = TinyStudy.Encoder.Medications.Count;

    public static TheoryData<string> Names => [.. Study.BaselineParts.Names];

    [Fact]
    public void There_are_baselines() => Assert.Equal(["copy-last", "logistic", "popular"], Study.BaselineParts.Names.Intersect(["copy-last", "logistic", "popular"]));

    [Theory]
    [MemberData(nameof(Names))]
    public void Gives_every_visit_one_finite_logit_per_medication_and_always_the_same(string name)
    {
        var scores = Score(name, People);

        Assert.Equal(People.Sum(patient => patient.Visits.Length) * Size, scores.Length);
        Assert.All(scores, logit => Assert.True(float.IsFinite(logit)));
        Assert.Equal(scores, Score(name, People));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_medications_of_a_visit_do_not_speak_for_themselves(string name)
    {
        var changed = People.Select(patient => new Patient(patient.Id,
        [
            .. patient.Visits[..^1], patient.CurrentVisit with { Codes = patient.CurrentVisit.Codes.With(CodeKind.Medication, [TinyStudy.Medications[3]]) },
        ]));

        Assert.Equal(Score(name, People), Score(name, [.. changed]));
    }

    [Fact]
    public void Popular_gives_everybody_the_frequencies()
    {
        var scores = Score("popular", People);
        var visits = TinyStudy.Table.Patients.SelectMany(patient => patient.Visits).ToArray();

        for (var i = 0; i < scores.Length; i++)
        {
            var given = visits.Count(visit => visit.Medications.Contains(TinyStudy.Encoder.Medications[i % Size]));
            Assert.Equal(Math.Log((given + 0.5) / (visits.Length - given + 0.5)), scores[i], 1e-5);
        }
    }

    [Fact]
    public void Copy_last_proposes_the_drugs_of_the_visit_before_and_at_a_first_visit_the_frequent_ones()
    {
        var (scores, popular) = (Score("copy-last", People), Score("popular", People));
        var visits = People.SelectMany(patient => patient.Visits.Select((_, t) => t > 0 ? patient.Visits[t - 1].Medications : null)).ToArray();

        for (var v = 0; v < visits.Length; v++)
        {
            var row = scores[(v * Size)..((v + 1) * Size)];
            if (visits[v] is not { } before)
                Assert.Equal(popular[(v * Size)..((v + 1) * Size)], row);
            else
                Assert.Equal(before.Where(code => TinyStudy.Encoder.Medications.IndexOf(code) >= 0), TinyStudy.Encoder.Medications.Codes.Where((_, m) => row[m] > 0));
        }
    }

    [Fact]
    public void Logistic_ranks_the_planted_indication_first()
    {
        var patient = new Patient("d4", [Small.Stay("1", 2150, [TinyStudy.Diagnoses[4]], [], [])]);

        var scores = Score("logistic", [patient]);

        Assert.Equal(TinyStudy.Medications[4], TinyStudy.Encoder.Medications[Array.IndexOf(scores, scores.Max())]);
    }

    private static float[] Score(string name, Patient[] people) =>
        Study.BaselineParts.Create(name).Fit(TinyStudy.Table, Validation, TestContext.Current.CancellationToken).Score(TinyStudy.Encoder.Encode(people));
}
