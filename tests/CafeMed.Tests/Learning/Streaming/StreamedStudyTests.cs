using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Networks;
using CafeMed.Learning.Regression;
using CafeMed.Learning.Streaming;
using CafeMed.Learning.Studies;
using CafeMed.Learning.Training;
using CafeMed.Tests.Learning.Training;

namespace CafeMed.Tests.Learning.Streaming;

[Collection(TorchTests.Turn)]
public sealed class StreamedStudyTests
{
    private static readonly StudyOptions Options = TinyStudy.Options() with { Effects = "marginal", Streaming = new() { FittedVisits = 1, HeldOutPatients = 8 } };
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public void Vocabularies_interactions_effects_and_frequencies_are_those_of_all_training_patients_together()
    {
        var source = CountingSource.Of(160, 4);
        using var study = Prepare(source, Options);
        var fine = new Cohort("tiny", [.. study.People.TrainingAsRecorded(_ct)]);
        var training = fine.AtLevel(4);

        var vocabularies = Vocabularies.Of(training, kind => kind == CodeKind.Medication ? 1 : 2);
        var effects = Study.Estimators.Create("marginal").Estimate(training, vocabularies, new(), null, _ct);
        var graph = InteractionProjection.Of(TinyStudy.Facts, fine, 4);

        Assert.All(CodeKinds.All, kind => Assert.Equal(vocabularies[kind].Codes, study.Encoder.Vocabularies[kind].Codes));
        Assert.Equal(effects.Channels.SelectMany(channel => channel.Estimates), study.Effects.Channels.SelectMany(channel => channel.Estimates));
        Assert.Equal(graph.Matrix(vocabularies.Medications, Severity.Note), study.Graph.Matrix(vocabularies.Medications, Severity.Note));
        Assert.All(
            new[] { study.Encoder.Vocabularies.FittedOn, study.Effects.FittedOn, study.Graph.FittedOn },
            fingerprint => Assert.Equal(Fingerprint.Of(fine.Patients).Digest, fingerprint.Digest));
        var (one, other) = (
            NetworkKnowledge.Of(study.Encoder.Encode(training.Patients), effects),
            NetworkKnowledge.Of(study.Encoder, Enumerable.Range(0, 4).Select(shard => study.Encoder.Encode(study.People.Training(shard, _ct).Patients)), effects));
        Assert.Equal(one.BaseLogits, other.BaseLogits);
        Assert.Equal(one.Persistence, other.Persistence);
    }

    [Fact]
    public void Shards_from_disk_and_shards_in_memory_train_to_the_same_bits()
    {
        using var study = Prepare(CountingSource.Of(160, 4), Options);
        var linear = study.FitLinearTower(_ct);
        var tables = Enumerable.Range(0, 4).Select(shard => study.Encoder.Encode(study.People.Training(shard, _ct).Patients)).ToArray();
        var before = Copy(study.Network);

        var streamed = Train(study, linear, null);
        study.Network.load_state_dict(before);
        using var trainer = study.CreateTrainer();
        var held = trainer.Run(new VisitShards([.. tables.Select(table => table.Patients.Length)], (shard, _) => tables[shard]), study.Validation, linear.Score(study.Validation), null, _ct)
            .Select(epoch => epoch.Loss).ToArray();

        Assert.Equal(streamed.Losses, held);
        Assert.Equal(streamed.Weights, Weights(study.Network));
    }

    [Fact]
    public void Every_epoch_visits_each_training_patient_once_in_another_order_of_shards()
    {
        var source = CountingSource.Of(160, 8);
        using var study = Prepare(source, Options with { Trainer = Options.Trainer with { Epochs = 4 } });
        using var linear = study.FitLinearTower(_ct);
        source.Loaded.Clear();
        var tables = new List<string[]>();
        var shards = new VisitShards(study.People.TrainingByShard, (shard, ct) =>
        {
            var table = study.Encoder.Encode(study.People.Training(shard, ct).Patients);
            tables.Add([.. table.Patients.Select(patient => patient.Id)]);
            return table;
        });
        var (seen, batches) = (0L, new List<TrainingProgress>());
        using var trainer = study.CreateTrainer();

        foreach (var _ in trainer.Run(shards, study.Validation, null, new Told(batches.Add), _ct))
            seen++;

        Assert.Equal(4, seen);
        var orders = source.Loaded.Chunk(8).ToArray();
        Assert.Equal(4, orders.Length);
        Assert.All(orders, order => Assert.Equal(Enumerable.Range(0, 8), order.Order()));
        Assert.Equal(4, orders.Select(order => string.Join(' ', order)).Distinct().Count());
        var everybody = study.People.Training(_ct).Select(patient => patient.Id).Order().ToArray();
        Assert.All(tables.Chunk(8), epoch => Assert.Equal(everybody, epoch.SelectMany(ids => ids).Order()));
        Assert.All(batches.GroupBy(told => told.Epoch), epoch =>
        {
            Assert.Equal(Enumerable.Range(1, epoch.Count()), epoch.Select(told => told.Batch));
            Assert.Equal(epoch.Last().Batches, epoch.Last().Batch);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(19)]
    public void Stopped_within_or_between_shards_and_resumed_it_gives_the_bits_of_an_unbroken_training(int batch)
    {
        var options = Options with { Trainer = Options.Trainer with { Recency = true, TargetInteractionRate = 0.1 } };
        using var study = Prepare(CountingSource.Of(160, 4), options);
        var linear = study.FitLinearTower(_ct);
        var before = Copy(study.Network);
        var unbroken = Train(study, linear, null);
        study.Network.load_state_dict(before);

        var broken = Train(study, linear, batch);

        Assert.Equal(unbroken.Losses, broken.Losses);
        Assert.Equal(unbroken.Weights, broken.Weights);
    }

    [Fact]
    public void No_more_than_two_shards_and_the_samples_are_ever_in_memory()
    {
        var source = CountingSource.Of(640, 16);
        using var study = Prepare(source, Options with { Trainer = Options.Trainer with { Recency = true } });
        var model = TinyStudy.Train(study);
        var baselines = BaselineFits.Of(study, _ct);
        _ = Evaluator.Evaluate([model.AsContestant(), .. baselines], study.Test(_ct), study.Graph, Severity.Warning, 7);

        var held = study.Split.Training.Patients.Length + study.Split.Validation.Patients.Length + study.Split.Test.Patients.Length;
        Assert.Equal(16, source.Loaded.Distinct().Count());
        Assert.InRange(source.Most, source.Largest, 2 * source.Largest + held);
        Assert.True(2 * source.Largest + held < 200, $"{source.Largest} and {held} of 640");
    }

    [Fact]
    public void Test_patients_are_measured_shard_by_shard_as_all_at_once()
    {
        using var study = Prepare(CountingSource.Of(160, 4), Options);
        var model = TinyStudy.Train(study);
        Contestant[] contestants = [model.AsContestant(), .. BaselineFits.Of(study, _ct)];
        var everybody = study.Encoder.Encode([.. study.People.Test(_ct).SelectMany(part => part.Patients)]);

        var streamed = Evaluator.Evaluate(contestants, study.Test(_ct), study.Graph, Severity.Warning, 7);
        var held = Evaluator.Evaluate(contestants, everybody, study.Graph, Severity.Warning, 7);

        Assert.Equal((held.Patients, held.Visits, held.Medications), (streamed.Patients, streamed.Visits, streamed.Medications));
        Assert.Equal(study.People.Sizes.Test, (streamed.Patients, streamed.Visits));
        foreach (var (one, other) in held.Rows.Zip(streamed.Rows))
        {
            Assert.Equal(one.Jaccard.Estimate, other.Jaccard.Estimate, 5);
            Assert.Equal(one.PrAuc.Lower, other.PrAuc.Lower, 5);
            Assert.Equal(one.InteractionRate.Upper, other.InteractionRate.Upper, 5);
        }
        Assert.Equal(held.PrescribedPerVisit, streamed.PrescribedPerVisit);
        Assert.Equal(held.OutsideVocabulary, streamed.OutsideVocabulary);
        Assert.Equal(held.Reliability.Sum(bin => bin.Count), streamed.Reliability.Sum(bin => bin.Count));
    }

    [Fact]
    public void Whoever_took_part_is_refused_whether_they_were_held_or_passed_by()
    {
        using var study = Prepare(CountingSource.Of(160, 4), Options);
        var model = TinyStudy.Train(study);
        var last = study.People.Training(3, _ct).Patients;

        Assert.DoesNotContain(last[0].Id, study.Split.Training.Patients.Select(patient => patient.Id));
        Fails.With("CM2008", () => model.RefuseLeaks([last[0]]));
        Fails.With("CM2008", () => model.RefuseLeaks([study.Split.Validation.Patients[0]]));
        Fails.With("CM2008", () => Evaluator.Evaluate(
            [model.AsContestant()], study.Test(_ct).Append(study.Encoder.Encode(last)), study.Graph, Severity.Warning, 7));
        Assert.All(study.People.Test(_ct), part => model.RefuseLeaks(part.Patients));
    }

    [Fact]
    public void What_was_fitted_on_samples_is_said_and_an_estimator_that_adjusts_bears_their_fingerprint()
    {
        using var counted = Prepare(CountingSource.Of(160, 4), Options);
        using var adjusted = Prepare(CountingSource.Of(160, 4), Options with { Effects = "ridge-dml" });
        using var whole = TinyStudy.Prepare(60, Options);

        Assert.Contains(counted.Remarks, remark => remark.Contains("linear tower and baselines were fitted on", StringComparison.Ordinal) && !remark.Contains("marginal", StringComparison.Ordinal));
        Assert.Contains(adjusted.Remarks, remark => remark.Contains("effects by ridge-dml, linear tower", StringComparison.Ordinal));
        Assert.Contains(counted.Remarks, remark => remark.Contains("on 8 of", StringComparison.Ordinal));
        Assert.Empty(whole.Remarks);
        Assert.Equal(Fingerprint.Of(adjusted.Split.Training.Patients).Digest, adjusted.Effects.FittedOn.Digest);
        Assert.True(adjusted.Split.Training.Patients.Length < adjusted.People.Sizes.Training.Patients);
    }

    private Study Prepare(IPatientSource source, StudyOptions options) => Study.Prepare(source, TinyStudy.Facts, options, _ct);

    private (double[] Losses, float[] Weights) Train(Study study, LinearTower linear, int? stopAfter)
    {
        using var stop = new CancellationTokenSource();
        using var trainer = study.CreateTrainer();
        var batches = 0;
        try
        {
            foreach (var _ in study.Train(trainer, linear, new Told(_ =>
            {
                if (++batches == stopAfter)
                    stop.Cancel();
            }), stop.Token))
            {
            }
            return ([.. trainer.Reports.Select(epoch => epoch.Loss)], Weights(study.Network));
        }
        catch (OperationCanceledException)
        {
            using var snapshot = trainer.Snapshot();
            TinyStudy.Perturb(study.Network);
            using var resumed = study.CreateTrainer();
            resumed.Restore(snapshot);
            foreach (var _ in study.Train(resumed, linear, null, _ct))
            {
            }
            return ([.. resumed.Reports.Select(epoch => epoch.Loss)], Weights(study.Network));
        }
    }

    private static Dictionary<string, TorchSharp.torch.Tensor> Copy(MedicationNetwork network) =>
        network.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value.clone().detach());

    private static float[] Weights(MedicationNetwork network) =>
        [.. network.state_dict().OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value.detach().data<float>().ToArray())];
}
