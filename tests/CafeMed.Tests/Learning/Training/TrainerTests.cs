using CafeMed.Learning.Encoding;
using CafeMed.Learning.Networks;
using CafeMed.Learning.Training;
using CsCheck;

namespace CafeMed.Tests.Learning.Training;

[Collection(TorchTests.Turn)]
public sealed class TrainerTests
{
    private static readonly VisitTable Validation = TinyStudy.Encoder.Encode(TinyStudy.Cohort(15, 8).Patients);
    private static readonly float[] Nothing = new float[TinyStudy.Encoder.Medications.Count * TinyStudy.Encoder.Medications.Count];
    private static readonly TrainerOptions Options = new() { Epochs = 3, Batch = 8, LearningRate = 0.01, Patience = 10 };

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_seed_others()
    {
        var first = Train(seed: 5);

        Assert.Equal(first, Train(seed: 5));
        Assert.NotEqual(first, Train(seed: 6));
    }

    // 40 patients in batches of 8, three times over: 15 batches.
    [Fact]
    public void Stopped_after_any_batch_and_resumed_elsewhere_it_gives_the_bits_of_an_unbroken_training()
    {
        var options = Options with { TargetInteractionRate = 0.1, Recency = true, MarginWeight = 0.1 };
        var unbroken = Train(seed: 5, options);

        Gen.Int[1, 15].Sample(batch => Assert.Equal(unbroken, Train(seed: 5, options, stopAfter: batch)), iter: 12, threads: 1);
    }

    [Fact]
    public void Afterwards_the_network_is_at_its_best_epoch_which_is_not_always_the_last()
    {
        var trainings = Enumerable.Range(1, 4).Select(seed =>
        {
            using var network = TinyStudy.Network(dropout: 0.2);
            using var trainer = new Trainer(network, Options with { Epochs = 6, LearningRate = 0.05 }, seed, Nothing);
            var reports = Run(trainer);
            var best = reports.MaxBy(report => report.ValidationJaccard)!;
            Assert.Equal(Enumerable.Range(1, 6), reports.Select(report => report.Epoch));
            Assert.Equal(Best(reports), reports.Select(report => report.Best));
            Assert.Equal((best.ValidationJaccard, best.ValidationLoss), ValidationScore.Of(network, Validation, null));
            Assert.False(network.training);
            return best == reports[^1];
        }).ToArray();

        Assert.Contains(false, trainings);
    }

    [Fact]
    public void With_a_companion_the_epoch_is_chosen_that_is_best_together()
    {
        using var network = TinyStudy.Network();
        using var trainer = new Trainer(network, Options, 5, Nothing);
        var perfect = Validation.Truth().Select(given => given ? 6f : -6f).ToArray();

        var reports = trainer.Run(TinyStudy.Table, Validation, perfect, null, TestContext.Current.CancellationToken).ToArray();

        Assert.All(reports, report => Assert.Equal(1, report.ValidationJaccard));
        Assert.Equal([true, false, false], reports.Select(report => report.Best));
    }

    [Fact]
    public void Training_lowers_the_loss()
    {
        using var network = TinyStudy.Network();
        using var trainer = new Trainer(network, Options, 5, Nothing);

        var reports = Run(trainer);

        Assert.Equal(reports, trainer.Reports);
        Assert.True(reports[^1].Loss < reports[0].Loss);
        // What lies between is what gates cost that have left 1.
        Assert.All(reports, report => Assert.InRange(report.Loss - report.Accuracy, 1e-9, 1e-3));
        Assert.All(reports, report => Assert.InRange(report.ValidationJaccard, 0.1, 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Patience_ends_a_training_that_no_longer_gains(int patience)
    {
        using var network = TinyStudy.Network(dropout: 0.2);
        using var trainer = new Trainer(network, Options with { Epochs = 60, Patience = patience, LearningRate = 0.05 }, 5, Nothing);

        var reports = Run(trainer);

        Assert.InRange(reports.Count, patience + 1, 59);
        Assert.All(reports.TakeLast(patience), report => Assert.False(report.Best));
        Assert.True(reports[^(patience + 1)].Best);
    }

    [Fact]
    public void A_loss_that_is_no_number_stops_training_and_names_the_batch()
    {
        using var network = new NotANumber(failing: 4);
        using var trainer = new Trainer(network, Options, 5, Nothing);

        var fault = Fails.With("CM3003", () => Run(trainer));

        var patients = BatchOrder.Shuffled(TinyStudy.Table, 8, 5, 0)[3].Select(patient => TinyStudy.Table.Patients[patient].Id).ToArray();
        Assert.Contains("epoch 1, batch 4", fault.Message, StringComparison.Ordinal);
        Assert.Contains(string.Join(", ", patients.Take(5)), fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gradient_that_is_no_number_stops_training_before_a_weight_is_spoiled()
    {
        using var network = new SteepAtZero();
        using var trainer = new Trainer(network, Options, 5, Nothing);

        var fault = Fails.With("CM3140", () => Run(trainer));

        Assert.Contains("epoch 1, batch 1", fault.Message, StringComparison.Ordinal);
        using var snapshot = trainer.Snapshot();
        Assert.All(snapshot.Tensors.Values, tensor => Assert.True(tensor.isfinite().all().item<bool>()));
    }

    [Fact]
    public void Steering_lowers_the_expected_interaction_rate()
    {
        var size = TinyStudy.Encoder.Medications.Count;
        var interactions = new float[size * size];
        for (var m = 1; m < size; m++)
            interactions[m] = interactions[m * size] = 1;
        var options = Options with { Epochs = 12, Patience = 12 };

        var free = Rate(options with { TargetInteractionRate = 1 }, interactions);
        var steered = Rate(options with { TargetInteractionRate = 0.05 }, interactions);

        Assert.Equal(0, free.Multiplier);
        Assert.True(steered.Multiplier > 0);
        Assert.True(steered.InteractionRate < 0.8 * free.InteractionRate, $"{steered.InteractionRate} against {free.InteractionRate}");
    }

    [Fact]
    public void Progress_is_told_after_every_batch_of_every_epoch()
    {
        var told = new List<TrainingProgress>();
        using var network = TinyStudy.Network();
        using var trainer = new Trainer(network, Options, 5, Nothing);

        var reports = Run(trainer, new Told(told.Add));

        Assert.Equal(Enumerable.Range(1, 3).SelectMany(epoch => Enumerable.Range(1, 5).Select(batch => (epoch, 3, batch, 5))),
            told.Select(progress => (progress.Epoch, progress.Epochs, progress.Batch, progress.Batches)));
        Assert.Equal(0, told[4].Best);
        Assert.Equal(reports[0].ValidationJaccard, told[5].Best);
    }

    // All parameters at the end, bit by bit.
    private static float[] Train(int seed, TrainerOptions? options = null, int? stopAfter = null)
    {
        using var network = TinyStudy.Network(dropout: 0.5, seed: seed);
        using var trainer = new Trainer(network, options ?? Options, seed, Interactions());
        using var stop = new CancellationTokenSource();
        var batches = 0;
        try
        {
            Run(trainer, new Told(_ =>
            {
                if (++batches == stopAfter)
                    stop.Cancel();
            }), stop.Token);
            return Parameters(network);
        }
        catch (OperationCanceledException)
        {
            using var snapshot = trainer.Snapshot();
            using var fresh = TinyStudy.Network(dropout: 0.5, seed: seed + 100);
            using var resumed = new Trainer(fresh, options ?? Options, seed, Interactions());
            resumed.Restore(snapshot);
            Run(resumed);
            return Parameters(fresh);
        }
    }

    private static List<EpochReport> Run(Trainer trainer, IProgress<TrainingProgress>? progress = null, CancellationToken? ct = null) =>
        [.. trainer.Run(TinyStudy.Table, Validation, null, progress, ct ?? TestContext.Current.CancellationToken)];

    private static float[] Parameters(MedicationNetwork network) =>
        [.. network.state_dict().OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value.detach().data<float>().ToArray())];

    private static float[] Interactions() =>
        [.. Nothing.Select((_, i) => i / TinyStudy.Encoder.Medications.Count == i % TinyStudy.Encoder.Medications.Count ? 0 : i % 3 == 0 ? 1f : 0)];

    private static EpochReport Rate(TrainerOptions options, float[] interactions)
    {
        using var network = TinyStudy.Network();
        using var trainer = new Trainer(network, options, 5, interactions);
        return Run(trainer)[^1];
    }

    private static IEnumerable<bool> Best(List<EpochReport> reports) =>
        reports.Select((report, i) => reports.Take(i).All(before => before.ValidationJaccard < report.ValidationJaccard));
}
