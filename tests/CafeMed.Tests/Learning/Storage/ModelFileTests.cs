using CafeMed.Learning.Configuration;
using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Storage;
using CafeMed.Learning.Studies;
using CafeMed.Tests.Data;

namespace CafeMed.Tests.Learning.Storage;

[Collection(TorchTests.Turn)]
public sealed class ModelFileTests : IDisposable
{
    private readonly TempFolder _place = new();
    private readonly Study _study = TinyStudy.Prepare(60, TinyStudy.Options(epochs: 1));
    private readonly TrainedModel _model;
    private readonly IReadOnlyList<Contestant> _baselines;

    public ModelFileTests()
    {
        var trained = TinyStudy.Train(_study);
        TinyStudy.Perturb(_study.Network, scale: 0.1);
        // Both towers take part, and nothing is at its default.
        _model = trained with
        {
            Scorer = trained.Scorer with { Combination = new(0.6, 0.7) },
            Decision = new() { Rule = DecisionRule.PerDrug, Threshold = 0.1 + 0.2, InteractionCost = 1.0 / 3, Thresholds = [.. Enumerable.Range(1, trained.Encoder.Medications.Count).Select(m => m / 20.0)] },
        };
        _baselines = BaselineFits.Of(_study, TestContext.Current.CancellationToken);
        ModelFile.Write(File, _model, _baselines);
    }

    private FileInfo File => _place.File("model.safetensors");

    public void Dispose()
    {
        _study.Dispose();
        _place.Dispose();
    }

    [Fact]
    public void The_model_that_is_read_scores_and_decides_to_the_same_bit()
    {
        var read = ModelFile.Read(File).Model;
        Patient[] people = [.. _study.Split.Test.Patients, TinyStudy.Stranger];
        var (table, again) = (_model.Encoder.Encode(people), read.Encoder.Encode(people));

        Assert.Equal(_model.Scorer.Score(table), read.Scorer.Score(again));
        Assert.Equal(_model.Decision, read.Decision);
        Assert.Equal(_model.Scorer.Combination, read.Scorer.Combination);
        Assert.Equal(StrictJson.Write(_model.Options), StrictJson.Write(read.Options));
    }

    [Fact]
    public async Task The_model_that_is_read_gives_the_same_recommendations_and_accounts()
    {
        var (before, after) = (new TrainedRecommender(_model), new TrainedRecommender(ModelFile.Read(File).Model));

        foreach (var patient in _study.Split.Test.Patients.Append(TinyStudy.Stranger))
        {
            var first = await before.RecommendAsync(patient, TestContext.Current.CancellationToken);
            var second = await after.RecommendAsync(patient, TestContext.Current.CancellationToken);
            Assert.Equal(first.Medications.Select(one => (one.Code, one.Probability, one.Proposed)), second.Medications.Select(one => (one.Code, one.Probability, one.Proposed)));
            Assert.Equal(first.Medications.SelectMany(one => one.Contributions), second.Medications.SelectMany(one => one.Contributions));
            Assert.Equal(first.UnknownCodes.AsEnumerable(), second.UnknownCodes);
        }
    }

    [Fact]
    public void What_was_measured_for_the_decision_is_read_to_the_last_digit()
    {
        var read = ModelFile.Read(File).Model.Certainty;

        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(_model.Certainty), System.Text.Json.JsonSerializer.Serialize(read));
        Assert.Equal(ConformalSets.MissRates.AsEnumerable(), read.Bounds.Select(bound => bound.MissRate));
    }

    [Fact]
    public void Columns_effects_and_interactions_are_the_same()
    {
        var read = ModelFile.Read(File).Model;

        Assert.All(CodeKinds.All, kind => Assert.Equal(_model.Encoder.Vocabularies[kind].Codes.AsEnumerable(), read.Encoder.Vocabularies[kind].Codes));
        Assert.Equal(_model.Effects.Estimator, read.Effects.Estimator);
        Assert.All(_model.Effects.Channels.Zip(read.Effects.Channels), pair =>
        {
            Assert.Equal(pair.First.Treatments.Kind, pair.Second.Treatments.Kind);
            Assert.Equal(pair.First.Support.AsEnumerable(), pair.Second.Support);
            Assert.Equal(pair.First.Estimates.AsEnumerable(), pair.Second.Estimates);
        });
        Assert.Equal(_model.Effects.Channels.Length, read.Effects.Channels.Length);
        Assert.NotEmpty(read.Graph.Interactions);
        Assert.Equal(_model.Graph.Source, read.Graph.Source);
        Assert.Equal(_model.Graph.Unknown.Order(), read.Graph.Unknown.Order());
        Assert.All(_model.Graph.Interactions.Zip(read.Graph.Interactions), pair =>
        {
            Assert.Equal((pair.First.First, pair.First.Second, pair.First.Severity), (pair.Second.First, pair.Second.Second, pair.Second.Severity));
            Assert.Equal(pair.First.Shares.AsEnumerable(), pair.Second.Shares);
            Assert.Equal(pair.First.Examples.AsEnumerable(), pair.Second.Examples);
        });
        Assert.Equal(_model.Graph.Interactions.Count(), read.Graph.Interactions.Count());
    }

    [Fact]
    public void Whoever_took_part_is_refused_as_before()
    {
        var read = ModelFile.Read(File).Model;

        Assert.Equal(_model.Encoder.Vocabularies.FittedOn.Digest, read.Encoder.Vocabularies.FittedOn.Digest);
        Assert.Equal(_model.Effects.FittedOn.Digest, read.Effects.FittedOn.Digest);
        Assert.Equal(_model.Graph.FittedOn.Digest, read.Graph.FittedOn.Digest);
        Assert.Equal(_model.ChosenOn.Digest, read.ChosenOn.Digest);
        read.RefuseLeaks(_study.Split.Test.Patients);
        Fails.With("CM2008", () => read.RefuseLeaks([_study.Split.Training.Patients[0]]));
        Fails.With("CM2008", () => read.RefuseLeaks([_study.Split.Validation.Patients[0]]));
    }

    [Fact]
    public void Baselines_score_and_decide_as_before()
    {
        var read = ModelFile.Read(File).Baselines;
        var table = _study.Encoder.Encode(_study.Split.Test.Patients);

        Assert.Equal(["logistic", "copy-last", "popular"], read.Select(baseline => baseline.Name));
        Assert.Equal(_baselines.Select(one => (one.Name, one.Summary, one.Decision)), read.Select(one => (one.Name, one.Summary, one.Decision)));
        Assert.All(_baselines.Zip(read), pair => Assert.Equal(pair.First.Scorer.Score(table), pair.Second.Scorer.Score(table)));
    }

    [Fact]
    public void Written_again_what_was_read_is_the_same_file()
    {
        var read = ModelFile.Read(File);
        var copy = _place.File("copy.safetensors");

        ModelFile.Write(copy, read.Model, read.Baselines);

        Assert.Equal(System.IO.File.ReadAllBytes(File.FullName), System.IO.File.ReadAllBytes(copy.FullName));
    }

    [Fact]
    public void A_checkpoint_is_no_model_and_a_model_no_checkpoint()
    {
        using var trainer = _study.CreateTrainer();
        using var snapshot = trainer.Snapshot();
        var checkpoint = _place.File("checkpoint.safetensors");
        CheckpointFile.Write(checkpoint, snapshot, _study.Options, "digest");

        Assert.Contains("cafemed-checkpoint", Fails.With("CM3013", () => ModelFile.Read(checkpoint)).Message, StringComparison.Ordinal);
        Fails.With("CM3013", () => CheckpointFile.Read(File));
        StoredFile.Say(File, "version", "99");
        Fails.With("CM3013", () => ModelFile.Read(File));
    }

    [Fact]
    public void A_tensor_that_is_missing_or_of_another_shape_is_damage()
    {
        foreach (var what in StoredFile.WrongTensors(File))
            Refused(what);
        Assert.NotNull(ModelFile.Read(File));
    }

    [Fact]
    public void A_text_that_is_missing_or_wrong_is_damage()
    {
        foreach (var what in StoredFile.WrongTexts(File))
            Refused(what);
    }

    [Theory]
    [InlineData("model", "Icd10Cm:", "")]
    [InlineData("model", "\"Diagnosis\"", "\"Diagnoses\"")]
    [InlineData("interactions", "Atc:", "")]
    [InlineData("options", "\"cafemed\"", "\"cafe\"")]
    [InlineData("options", "\"seed\": 7", "\"seed\": -7")]
    [InlineData("options", "\"width\"", "\"widht\"")]
    [InlineData("model", "\"Thresholds\":[0.05,", "\"Thresholds\":[")]
    [InlineData("model", "\"MissRate\":0.1,\"Bounds\"", "\"MissRate\":0.11,\"Bounds\"")]
    [InlineData("baselines", "CopyLastScorer", "Nobody")]
    public void A_word_that_cannot_be_is_damage(string text, string said, string instead)
    {
        var (tensors, texts) = TensorFile.Read(File);
        foreach (var tensor in tensors.Values)
            tensor.Dispose();
        Assert.Contains(said, texts[text], StringComparison.Ordinal);
        StoredFile.Say(File, text, texts[text].Replace(said, instead, StringComparison.Ordinal));

        Refused(text);
    }

    private void Refused(string what)
    {
        var thrown = Record.Exception(() => ModelFile.Read(File));
        Assert.True(thrown is CafeMedException { Fault.Code: "CM3012" }, $"{what}: {thrown}");
    }
}
