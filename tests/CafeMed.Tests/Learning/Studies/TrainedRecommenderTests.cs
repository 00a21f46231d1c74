using CafeMed.Learning.Studies;

namespace CafeMed.Tests.Learning.Studies;

[Collection(TorchTests.Turn)]
public sealed class TrainedRecommenderTests : IDisposable
{
    private readonly Study _study;
    private readonly TrainedModel _model;

    public TrainedRecommenderTests()
    {
        _study = TinyStudy.Prepare(60, TinyStudy.Options(epochs: 2));
        var trained = TinyStudy.Train(_study);
        TinyStudy.Perturb(_study.Network, scale: 0.1);
        // Both towers take part, whatever so few patients say.
        _model = trained with { Scorer = trained.Scorer with { Combination = new(0.6, 0.7) } };
    }

    [Fact]
    public async Task Contributions_sum_to_the_logit_of_every_medication()
    {
        Patient[] people = [.. _study.Split.Test.Patients, TinyStudy.Stranger, new("bare", [Small.Stay("b", 2150, [], [], [])])];

        foreach (var patient in people)
            foreach (var medication in (await Recommend(patient)).Medications)
                Assert.Equal(Math.Log(medication.Probability / (1 - medication.Probability)), medication.Contributions.Sum(term => term.Amount), 1e-3);
    }

    [Fact]
    public async Task Probabilities_and_proposals_are_those_of_the_scorer_and_the_decision()
    {
        var patient = _study.Split.Test.Patients[0];
        var table = _model.Encoder.Encode([patient]);
        var size = _model.Encoder.Medications.Count;
        var logits = _model.Scorer.Score(table)[^size..];
        var proposed = _model.Decision.Of(logits, size, []);

        var recommendation = await Recommend(patient);

        Assert.Equal("cafemed", recommendation.Recommender);
        Assert.Equal(size, recommendation.Medications.Length);
        Assert.Equal(recommendation.Medications.Select(one => one.Probability).OrderDescending(), recommendation.Medications.Select(one => one.Probability));
        Assert.All(recommendation.Medications, one =>
        {
            var m = _model.Encoder.Medications.IndexOf(one.Code);
            Assert.Equal(1 / (1 + Math.Exp(-logits[m])), one.Probability, 1e-6);
            Assert.Equal(proposed[m], one.Proposed);
        });
    }

    [Fact]
    public async Task Only_codes_of_the_patient_contribute_and_each_once_by_each_path()
    {
        var patient = _study.Split.Test.Patients.First(patient => patient.Visits.Length > 1).AtLevel(4);
        var own = CodeKinds.All.SelectMany(kind => patient.CurrentVisit[kind])
            .Concat(patient.Visits[..^1].SelectMany(visit => visit.Medications)).ToHashSet();

        foreach (var medication in (await Recommend(patient)).Medications)
        {
            Assert.All(medication.Contributions, term => Assert.True(term.Code is not { } code || own.Contains(code)));
            Assert.Equal(medication.Contributions.Length, medication.Contributions.Select(term => (term.Path, term.Kind, term.Code)).Distinct().Count());
            Assert.Equal(ContributionPath.Base, medication.Contributions[0].Path);
        }
    }

    [Fact]
    public async Task At_a_first_visit_no_history_speaks()
    {
        var patient = _study.Split.Test.Patients[0].Upto(1);

        Assert.All((await Recommend(patient)).Medications, one =>
            Assert.DoesNotContain(one.Contributions, term => term.Path == ContributionPath.History));
    }

    [Fact]
    public async Task Codes_that_training_never_saw_are_reported_and_marked()
    {
        var recommendation = await Recommend(TinyStudy.Stranger);

        Assert.Contains(recommendation.UnknownCodes, unknown => unknown.Code.Value == "Z4" && unknown.Visit == "s-2");
        Assert.All(recommendation.Medications, one => Assert.True(double.IsFinite(one.Probability)));
        Assert.All(recommendation.Medications.SelectMany(one => one.Contributions).Where(term => term.Kind == CodeKind.Diagnosis), term =>
        {
            Assert.True(term.Unknown);
            Assert.Null(term.Code);
        });
    }

    [Fact]
    public async Task Ingredients_are_read_as_their_groups()
    {
        var patient = _study.Split.Test.Patients.First(patient => patient.Visits.Length > 1);
        var fine = new Patient("fine",
        [
            TinyStudy.Stay("f-1", 1, [TinyStudy.Diagnoses[6]], [], [Code.Atc("C09AA05")], []), TinyStudy.Stay("f-2", 2, [TinyStudy.Diagnoses[6]], [], [], []),
        ]);

        Assert.Equal((await Recommend(fine.AtLevel(4))).Medications.Select(one => one.Probability), (await Recommend(fine)).Medications.Select(one => one.Probability));
        Assert.Empty((await Recommend(fine)).UnknownCodes);
        Assert.All((await Recommend(patient)).Medications, one => Assert.Equal(5, one.Code.Value.Length));
    }

    [Fact]
    public async Task What_was_prescribed_at_the_visit_to_advise_on_changes_nothing()
    {
        var patient = _study.Split.Test.Patients[0];
        var emptied = new Patient(patient.Id, [.. patient.Visits[..^1], patient.CurrentVisit with { Codes = patient.CurrentVisit.Codes.With(CodeKind.Medication, []) }]);

        Assert.Equal((await Recommend(patient)).Medications.Select(one => one.Probability), (await Recommend(emptied)).Medications.Select(one => one.Probability));
    }

    public void Dispose() => _study.Dispose();

    private async Task<Recommendation> Recommend(Patient patient) =>
        await new TrainedRecommender(_model).RecommendAsync(patient, TestContext.Current.CancellationToken);
}
