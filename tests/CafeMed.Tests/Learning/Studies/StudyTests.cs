using System.Text.Json.Nodes;
using CafeMed.Learning.Configuration;
using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Studies;
using CafeMed.Learning.Training;

namespace CafeMed.Tests.Learning.Studies;

[Collection(TorchTests.Turn)]
public sealed class StudyTests
{
    [Fact]
    public void All_knowledge_comes_from_training_patients()
    {
        using var study = TinyStudy.Prepare();
        var training = Fingerprint.Of(study.Split.Training.Patients).Digest;

        Assert.Equal(training, study.Encoder.Vocabularies.FittedOn.Digest);
        Assert.Equal(training, study.Effects.FittedOn.Digest);
        Assert.Equal(training, study.Graph.FittedOn.Digest);
        Assert.Equal(study.Split.Training.VisitCount, study.Training.Visits);
        Assert.Equal(study.Split.Validation.VisitCount, study.Validation.Visits);
    }

    [Fact]
    public void Medications_are_recommended_at_the_level_asked_for()
    {
        using var groups = TinyStudy.Prepare();
        using var ingredients = TinyStudy.Prepare(options: TinyStudy.Options() with { Level = 5 });

        Assert.Equal(8, groups.Encoder.Medications.Count);
        Assert.All(groups.Encoder.Medications.Codes, code => Assert.Equal(5, code.Value.Length));
        Assert.Equal(TinyStudy.Medications.Order(), ingredients.Encoder.Medications.Codes);
    }

    [Fact]
    public void Codes_and_medications_of_too_few_patients_have_no_column()
    {
        using var study = TinyStudy.Prepare(options: TinyStudy.Options() with { MinCodePatients = 30 });
        var patients = study.Split.Training.Patients;

        Assert.All(study.Encoder.Vocabularies[CodeKind.Procedure].Codes, code =>
            Assert.InRange(patients.Count(patient => patient.Visits.Any(visit => visit.Procedures.Contains(code))), 30, patients.Length));
        Assert.Equal(8, study.Encoder.Medications.Count);
    }

    [Fact]
    public void The_options_of_the_network_are_written_out()
    {
        using var study = TinyStudy.Prepare(options: TinyStudy.Options() with { Options = new JsonObject { ["width"] = 16 } });

        Assert.Equal(16, (int)study.Options.Options["width"]!);
        Assert.True(study.Options.Options.ContainsKey("heads"));
    }

    [Fact]
    public void Too_few_patients_are_a_fault() => Fails.With("CM2007", () => TinyStudy.Prepare(patients: 5));

    [Fact]
    public void Nothing_to_choose_between_is_a_fault() =>
        Fails.With("CM3004", () => TinyStudy.Prepare(options: TinyStudy.Options() with { MinMedicationPatients = 1000 }));

    [Fact]
    public void A_name_that_nothing_has_is_refused_with_what_was_meant()
    {
        var options = TinyStudy.Options();

        Assert.Contains("'marginal'", Refused(options with { Effects = "marginol" }).Message, StringComparison.Ordinal);
        Assert.Contains("'cafemed'", Refused(options with { Network = "cafe-med" }).Message, StringComparison.Ordinal);
        Assert.Contains("'popular'", Refused(options with { Baselines = ["logistic", "populer"] }).Message, StringComparison.Ordinal);
        Fails.With("CM3001", () => TinyStudy.Prepare(options: options with { Options = new JsonObject { ["widht"] = 16 } }));
        Fails.With("CM3002", () => TinyStudy.Prepare(options: options with { Options = new JsonObject { ["width"] = 1 } }));
    }

    [Fact]
    public void The_same_seed_prepares_the_same_network()
    {
        using var first = TinyStudy.Prepare();
        using var second = TinyStudy.Prepare();
        using var other = TinyStudy.Prepare(options: TinyStudy.Options(seed: 8));

        Assert.Equal(First(first), First(second));
        Assert.NotEqual(First(first), First(other));
    }

    [Fact]
    public void The_trained_model_is_well_above_the_most_frequent_drugs_and_refuses_whoever_took_part()
    {
        using var study = TinyStudy.Prepare(120, TinyStudy.Options(epochs: 4));
        var linear = study.FitLinearTower(TestContext.Current.CancellationToken);
        var baselines = BaselineFits.Of(study, TestContext.Current.CancellationToken);
        var model = TinyStudy.Train(study);
        var test = study.Encoder.Encode(study.Split.Test.Patients);

        model.RefuseLeaks(study.Split.Test.Patients);
        Fails.With("CM2008", () => model.RefuseLeaks([study.Split.Training.Patients[0]]));
        var fault = Fails.With("CM2008", () => model.RefuseLeaks([.. study.Split.Test.Patients, study.Split.Validation.Patients[0]]));
        Assert.Contains("calibration, decision and the last fit", fault.Message, StringComparison.Ordinal);
        var board = Evaluator.Evaluate([model.AsContestant(), .. baselines], test, study.Graph, Severity.Warning, 7);
        Assert.Equal(["cafemed", "logistic", "copy-last", "popular"], board.Rows.Select(row => row.Recommender));
        Assert.True(board.Rows[0].Jaccard.Estimate > board.Rows[3].Jaccard.Estimate + 0.1, $"{board.Rows[0].Jaccard} against {board.Rows[3].Jaccard}");
    }

    [Fact]
    public void The_same_seed_gives_the_same_model_to_the_last_bit()
    {
        Assert.Equal(Scores(7), Scores(7));
        Assert.NotEqual(Scores(7), Scores(8));
    }

    [Fact]
    public void Options_are_read_strictly_and_written_back_the_same()
    {
        var json = StrictJson.Write(TinyStudy.Options());

        Assert.Equal(json, StrictJson.Write(
            StrictJson.Read<StudyOptions>(json, "study")));
        var fault = Fails.With("CM3001", () => StrictJson.Read<StudyOptions>(
            """{ "trainer": { "learningRat": 1 } }""", "study"));
        Assert.Contains("'trainer.learningRat'; did you mean 'learningRate'?", fault.Message, StringComparison.Ordinal);
        Fails.With("CM3002", () => StrictJson.Read<TrainerOptions>("""{ "epochs": 0 }""", "trainer"));
        Fails.With("CM3002", () => StrictJson.Read<StudyOptions>("""{ "trainer": { "epochs": 0 } }""", "study"));
    }

    private static Fault Refused(StudyOptions options) => Fails.With("CM2002", () => TinyStudy.Prepare(options: options));

    private static float[] Scores(int seed)
    {
        using var study = TinyStudy.Prepare(options: TinyStudy.Options(seed));
        return TinyStudy.Train(study).Scorer.Score(study.Encoder.Encode(TinyStudy.Cohort(5, 9).Patients));
    }

    private static float[] First(Study study) => study.Network.parameters().First().detach().data<float>().ToArray();

    [Fact]
    public void A_model_can_be_freed_before_or_after_its_study()
    {
        using var study = TinyStudy.Prepare(options: TinyStudy.Options(epochs: 1));
        var model = TinyStudy.Train(study);

        model.Dispose();
        model.Dispose();

        Assert.True(model.Scorer.Linear!.Weights.IsInvalid);
    }
}
