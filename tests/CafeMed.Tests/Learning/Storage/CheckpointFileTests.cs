using CafeMed.Learning.Configuration;
using CafeMed.Learning.Encoding;
using CafeMed.Learning.Storage;
using CafeMed.Learning.Studies;
using CafeMed.Learning.Training;
using CafeMed.Tests.Data;
using CafeMed.Tests.Learning.Training;

namespace CafeMed.Tests.Learning.Storage;

[Collection(TorchTests.Turn)]
public sealed class CheckpointFileTests : IDisposable
{
    private static readonly StudyOptions s_options = TinyStudy.Options(trainer: new() { LearningRate = 0.01, Batch = 8, TargetInteractionRate = 0.001 });

    private readonly TempFolder _place = new();
    private readonly Study _study = TinyStudy.Prepare(options: s_options);

    private FileInfo File => _place.File("checkpoint.safetensors");

    public void Dispose()
    {
        _study.Dispose();
        _place.Dispose();
    }

    [Fact]
    public void A_training_in_the_middle_of_an_epoch_is_read_back_to_the_bit()
    {
        using var snapshot = Stopped(afterBatches: 7);

        CheckpointFile.Write(File, snapshot, _study.Options, "digest");
        var saved = CheckpointFile.Read(File);

        using var read = saved.Snapshot;
        Assert.Equal("digest", saved.CohortDigest);
        Assert.Equal(StrictJson.Write(_study.Options), StrictJson.Write(saved.Options));
        Assert.True(snapshot.State is { Epoch: > 0, Batch: > 0, Multiplier: > 0, SmoothedRate: not null, Reports.Length: > 0 });
        Assert.Equal(snapshot.State.Reports.AsEnumerable(), read.State.Reports);
        Assert.Equal(snapshot.State with { Reports = [] }, read.State with { Reports = [] });
        Assert.Equal(snapshot.Tensors.Keys.Order(StringComparer.Ordinal), read.Tensors.Keys.Order(StringComparer.Ordinal));
        Assert.All(snapshot.Tensors, pair =>
        {
            Assert.Equal(pair.Value.shape, read.Tensors[pair.Key].shape);
            Assert.Equal(pair.Value.Floats(), read.Tensors[pair.Key].Floats());
        });
    }

    [Fact]
    public void A_training_that_has_not_begun_is_read_back()
    {
        using var trainer = _study.CreateTrainer();
        using var snapshot = trainer.Snapshot();

        CheckpointFile.Write(File, snapshot, _study.Options, "digest");

        using var read = CheckpointFile.Read(File).Snapshot;
        Assert.Equal(snapshot.State, read.State);
    }

    [Fact]
    public void A_training_goes_on_from_the_file_as_if_it_had_not_stopped()
    {
        using var snapshot = Stopped(afterBatches: 7);
        CheckpointFile.Write(File, snapshot, _study.Options, "digest");

        Assert.Equal(Finished(snapshot), Finished(CheckpointFile.Read(File).Snapshot));
    }

    [Fact]
    public void No_file_is_a_fault() => Fails.With("CM3011", () => CheckpointFile.Read(File));

    [Fact]
    public void Another_kind_or_version_is_a_fault_of_its_own()
    {
        Write();

        StoredFile.Say(File, "version", "2");
        Assert.Contains("version 2", Fails.With("CM3013", () => CheckpointFile.Read(File)).Message, StringComparison.Ordinal);
        StoredFile.Say(File, "kind", "something");
        Fails.With("CM3013", () => CheckpointFile.Read(File));
    }

    [Fact]
    public void A_tensor_that_is_missing_or_of_another_shape_is_damage()
    {
        Write();

        foreach (var what in StoredFile.WrongTensors(File))
            Refused(what);
    }

    [Fact]
    public void A_text_that_is_missing_or_wrong_is_damage()
    {
        Write();

        foreach (var what in StoredFile.WrongTexts(File, "cohort"))
            Refused(what);
    }

    private void Write()
    {
        using var trainer = _study.CreateTrainer();
        using var snapshot = trainer.Snapshot();
        CheckpointFile.Write(File, snapshot, _study.Options, "digest");
    }

    private void Refused(string what)
    {
        var thrown = Record.Exception(() => CheckpointFile.Read(File).Snapshot.Dispose());
        Assert.True(thrown is CafeMedException { Fault.Code: "CM3012" }, $"{what}: {thrown}");
    }

    private TrainingSnapshot Stopped(int afterBatches)
    {
        using var study = TinyStudy.Prepare(options: s_options);
        using var trainer = study.CreateTrainer();
        using var stop = new CancellationTokenSource();
        using var linear = study.FitLinearTower(TestContext.Current.CancellationToken);
        var batches = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => study.Train(trainer, linear, new Told(_ =>
        {
            if (++batches == afterBatches)
                stop.Cancel();
        }), stop.Token).ToArray());
        return trainer.Snapshot();
    }

    private static float[] Finished(TrainingSnapshot snapshot)
    {
        using var study = TinyStudy.Prepare(options: s_options);
        using var trainer = study.CreateTrainer();
        using var linear = study.FitLinearTower(TestContext.Current.CancellationToken);
        trainer.Restore(snapshot);
        _ = study.Train(trainer, linear, null, TestContext.Current.CancellationToken).ToArray();
        return [.. study.Network.parameters().SelectMany(parameter => parameter.detach().Floats())];
    }
}
