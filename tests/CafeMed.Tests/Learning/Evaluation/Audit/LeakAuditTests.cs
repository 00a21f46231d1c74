using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Evaluation.Audit;
using CafeMed.Learning.Scoring;
using CafeMed.Learning.Studies;

namespace CafeMed.Tests.Learning.Evaluation.Audit;

/// <summary>A clean run, and every kind of leak planted into it.</summary>
[Collection(TorchTests.Turn)]
public sealed class LeakAuditTests : IClassFixture<LeakAuditTests.Run>
{
    private static readonly Code Hospital = new(CodeSystem.Local, "hospital 1");

    private readonly TrainedModel _model;
    private readonly IReadOnlyList<Contestant> _recommenders;
    private readonly CohortSplit _split;

    public LeakAuditTests(Run run) => (_model, _recommenders, _split) = (run.Model, run.Recommenders, run.Study.Split);

    [Fact]
    public void A_clean_run_is_found_clean_and_everything_was_looked_at()
    {
        var report = Audit(_model);

        Assert.True(report.Clean, string.Join('\n', report.Checks.SelectMany(check => check.Examples)));
        Assert.All(new[] { "fingerprints", "patient-overlap", "same-person", "target-in-input", "future-visits" }, name => Assert.True(report[name].Looked > 0));
    }

    [Fact]
    public void So_is_a_run_on_what_is_known_on_arrival()
    {
        using var study = TinyStudy.Prepare(options: TinyStudy.Options() with { Track = VisitTrack.Admission });
        using var model = TinyStudy.Train(study);

        var report = new LeakAudit(model, [model.AsContestant()]).Run(AuditedParts.Of(study.Split), null, TestContext.Current.CancellationToken);

        Assert.True(report.Clean, string.Join('\n', report.Checks.SelectMany(check => check.Examples)));
        Assert.True(report["not-on-arrival"].Looked > 0);
        Assert.Equal(VisitTrack.Admission, model.Encoder.Track);
    }

    [Theory]
    [InlineData("vocabularies")]
    [InlineData("effects")]
    [InlineData("interactions")]
    [InlineData("decision")]
    public void Whatever_was_fitted_on_test_patients_is_found(string what)
    {
        var leaking = Fingerprint.Of([.. _split.Training.Patients, _split.Test.Patients[0]]);
        var encoder = _model.Encoder;

        Only("fingerprints", Audit(what switch
        {
            "vocabularies" => _model with { Encoder = new(new Vocabularies(encoder.Vocabularies.All, leaking)) },
            "effects" => _model with { Effects = _model.Effects with { FittedOn = leaking } },
            "interactions" => _model with { Graph = new(_model.Graph.Source, _model.Graph.Interactions, _model.Graph.Unknown, leaking) },
            _ => _model with { ChosenOn = leaking },
        }));
    }

    [Fact]
    public void Patients_that_were_measured_and_are_not_in_the_test_part_are_found()
    {
        var scores = Evaluator.Measure([new Contestant("none", "", new Leaky((_, _) => 0), new())], [_model.Encoder.Encode(_split.Test.Patients)], _model.Graph, Severity.Warning, 7, null).Patients;

        Assert.True(Audit(_model, recorded: scores).Clean);
        Only("recorded-split", Audit(_model, recorded: scores with { People = [1, .. scores.People[1..]] }));
    }

    [Fact]
    public void A_patient_in_two_parts_is_found()
    {
        Only("patient-overlap", Audit(_model, AuditedParts.Of(_split) with { Validation = [.. _split.Validation.Patients, _split.Test.Patients[2]] }));
        Only("patient-overlap", Audit(_model, AuditedParts.Of(_split) with { Validation = [.. _split.Validation.Patients, _split.Training.Patients[2]] }));
    }

    [Fact]
    public void The_same_person_under_two_identifiers_is_found()
    {
        var rich = TinyStudy.Stay("rich", 1, [.. TinyStudy.Diagnoses], [], [TinyStudy.Medications[0]], []);
        var parts = AuditedParts.Of(_split);

        var report = Audit(_model, parts with { Training = [.. parts.Training, new Patient("alias", [rich])], Test = [.. parts.Test, new Patient("own name", [rich with { Id = "other" }])] });

        Only("same-person", report);
        Assert.Contains("own name", report["same-person"].Examples[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_recommender_that_sees_the_visit_s_own_drugs_is_found() =>
        Only("target-in-input", Audit(_model, plus: new Leaky((table, v) => table.Targets[v].Length)));

    [Fact]
    public void A_procedure_that_names_the_drug_is_found() =>
        Only("target-in-input", Audit(_model, With(visit => visit with { Codes = visit.Codes.With(CodeKind.Procedure, [.. visit.Medications]) })));

    [Fact]
    public void A_drug_on_admission_that_was_noted_later_is_not_even_shown() => Assert.True(Audit(_model, With(visit =>
        visit with { Codes = visit.Codes.With(CodeKind.AdmissionDrug, visit.Medications, [.. visit.Medications.Select(_ => (DateTime?)visit.StartedAt.AddHours(9))]) })).Clean);

    [Fact]
    public void A_recommender_that_sees_the_next_visit_is_found() => Only("future-visits", Audit(_model, plus: new Leaky((table, v) =>
        v + 1 < table.Visits && table.Numbers[v + 1] > 0 ? table[Channel.Diagnosis][v + 1].ToArray().Sum() + 1 : 0)));

    [Fact]
    public void A_code_that_was_known_only_after_the_next_visit_had_begun_is_found() => Only("future-visits", Audit(_model, With(visit =>
        visit with { Codes = visit.Codes.With(CodeKind.Diagnosis, visit.Diagnoses, [.. visit.Diagnoses.Select(_ => (DateTime?)visit.StartedAt.AddYears(30))]) })));

    [Fact]
    public void Codes_that_were_not_known_on_arrival_are_found_in_that_track() =>
        Only("not-on-arrival", Audit(_model with { Options = _model.Options with { Track = VisitTrack.Admission } }));

    [Fact]
    public void A_hospital_that_trained_is_found_where_hospitals_are_held_out()
    {
        var hospitals = _model with { Options = _model.Options with { Split = new() { Kind = SplitKind.Hospital } } };
        var parts = AuditedParts.Of(_split);

        Only("hospital-overlap", Audit(hospitals, new(Sited(parts.Training), parts.Validation, Sited(parts.Test))));
        Assert.True(Audit(hospitals, new(Sited(parts.Training), parts.Validation, parts.Test)).Clean);
    }

    [Fact]
    public void Visits_after_the_first_test_patient_are_found_where_the_split_is_by_time() =>
        Only("future-visits", Audit(_model with { Options = _model.Options with { Split = new() { Kind = SplitKind.Time } } }));

    private AuditReport Audit(TrainedModel model, AuditedParts? parts = null, IScorer? plus = null, PatientScores? recorded = null) =>
        new LeakAudit(model, plus is null ? _recommenders : [.. _recommenders, new Contestant("leaky", "", plus, new())])
            .Run(parts ?? AuditedParts.Of(_split), recorded, TestContext.Current.CancellationToken);

    private static void Only(string name, AuditReport report)
    {
        Assert.False(report.Clean);
        Assert.Equal([name], report.Checks.Where(check => check.Found > 0).Select(check => check.Name));
        Assert.NotEmpty(report[name].Examples);
    }

    // Only the test part is touched, so that nothing else leaks.
    private AuditedParts With(Func<Visit, Visit> change) => AuditedParts.Of(_split) with
    {
        Test = [.. _split.Test.Patients.Select(patient => new Patient(patient.Id, [.. patient.Visits.Select(change)]))],
    };

    private static Patient[] Sited(IEnumerable<Patient> patients) =>
        [.. patients.Select(patient => new Patient(patient.Id, [.. patient.Visits.Select(visit => visit with { Codes = visit.Codes.With(CodeKind.Site, [Hospital]) })]))];

    private sealed record Leaky(Func<VisitTable, int, float> See) : IScorer
    {
        public float[] Score(VisitTable visits) => [.. Enumerable.Range(0, visits.Visits).SelectMany(v => Enumerable.Repeat(See(visits, v), visits.Encoder.Medications.Count))];
    }

    public sealed class Run : IDisposable
    {
        public Run()
        {
            Study = TinyStudy.Prepare();
            var linear = Study.FitLinearTower(CancellationToken.None);
            Baselines = BaselineFits.Of(Study, CancellationToken.None);
            using var trainer = Study.CreateTrainer();
            _ = Study.Train(trainer, linear, null, CancellationToken.None).Count();
            Model = Study.Finish(linear, TestContext.Current.CancellationToken);
        }

        public Study Study { get; }

        public TrainedModel Model { get; }

        internal IReadOnlyList<Contestant> Baselines { get; }

        internal IReadOnlyList<Contestant> Recommenders => [Model.AsContestant(), .. Baselines];

        public void Dispose()
        {
            Model.Dispose();
            Study.Dispose();
        }
    }
}
