using System.Collections.Immutable;
using System.Diagnostics;
using CafeMed.Learning.Encoding;
using CafeMed.Learning.Losses;
using CafeMed.Learning.Networks;
using CafeMed.Learning.Streaming;
using static TorchSharp.torch;

namespace CafeMed.Learning.Training;

/// <summary>Trains any network: batches, losses, clipping, early stopping, snapshots. It knows nothing of a particular network.</summary>
/// <remarks>Every batch seeds torch from (seed, epoch, batch), so a training that was stopped after any batch goes on with the same bits.</remarks>
public sealed class Trainer : IDisposable
{
    private readonly MedicationNetwork _network;
    private readonly TrainerOptions _options;
    private readonly int _seed;
    private readonly Tensor? _interactions;
    private readonly DualAscent? _steering;
    private readonly DecoupledAdam _optimizer;
    private Dictionary<string, Tensor> _best;
    private TrainingState _state = new();

    /// <summary>Prepares to train <paramref name="network"/> in place.</summary>
    /// <param name="network">Untrained, or to be restored.</param>
    /// <param name="options">How.</param>
    /// <param name="seed">Orders patients and drops values.</param>
    /// <param name="interactions">(M, M) row-major share of interacting ingredient pairs; needed where the options steer the rate.</param>
    public Trainer(MedicationNetwork network, TrainerOptions options, int seed, float[] interactions)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(interactions);
        (_network, _options, _seed) = (network, options, seed);
        if (options.TargetInteractionRate is { } target)
        {
            var size = (int)Math.Sqrt(interactions.Length);
            (_interactions, _steering) = (tensor(interactions, size, size), new DualAscent(target));
        }
        _optimizer = new DecoupledAdam(network, options.LearningRate, options.WeightDecay);
        _best = Copy(network);
    }

    /// <summary>The finished epochs.</summary>
    public ImmutableArray<EpochReport> Reports => _state.Reports;

    /// <summary>Trains to the end, reporting every epoch; afterwards the network is at its best epoch.</summary>
    /// <param name="training">What is fitted, shard by shard; every epoch visits each patient once.</param>
    /// <param name="validation">What decides which epoch is the best, and when to stop.</param>
    /// <param name="companion">(V M) validation logits that the network will be combined with (the linear tower), or <see langword="null"/>.</param>
    /// <param name="progress">Told after every batch, or <see langword="null"/>.</param>
    /// <param name="ct">Stops between two batches; <see cref="Snapshot"/> then holds all that is needed to go on.</param>
    public IEnumerable<EpochReport> Run(
        VisitShards training, VisitTable validation, float[]? companion, IProgress<TrainingProgress>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(validation);
        while (!_state.Finished)
        {
            TrainEpoch(training, progress, ct);
            yield return EndEpoch(validation, companion);
        }
        _network.load_state_dict(_best);
        _network.eval();
    }

    /// <summary>The same with training visits that are in memory.</summary>
    public IEnumerable<EpochReport> Run(
        VisitTable training, VisitTable validation, float[]? companion, IProgress<TrainingProgress>? progress, CancellationToken ct) =>
        Run(VisitShards.Of(training), validation, companion, progress, ct);

    /// <summary>The training as it stands. The caller frees it.</summary>
    public TrainingSnapshot Snapshot()
    {
        var tensors = Copy(_network).ToDictionary(pair => $"now.{pair.Key}", pair => pair.Value);
        foreach (var (name, value) in _best)
            tensors[$"best.{name}"] = value.clone();
        foreach (var (name, value) in _optimizer.Moments)
            tensors[$"optimizer.{name}"] = value.clone();
        return new TrainingSnapshot(_state, tensors);
    }

    /// <summary>Goes on where <paramref name="snapshot"/> was taken.</summary>
    /// <exception cref="CafeMedException"><c>CM3014</c>: it was taken of another network; this one is untouched.</exception>
    public void Restore(TrainingSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        foreach (var prefix in new[] { "now.", "best." })
            snapshot.RefuseOther(prefix, _best.Select(pair => (pair.Key, pair.Value)));
        snapshot.RefuseOther("optimizer.", _optimizer.Moments);
        _network.load_state_dict(Part(snapshot, "now."));
        foreach (var tensor in _best.Values)
            tensor.Dispose();
        _best = Part(snapshot, "best.").ToDictionary(pair => pair.Key, pair => pair.Value.clone());
        _optimizer.Restore(Part(snapshot, "optimizer."), snapshot.State.Steps);
        _state = snapshot.State;
        _steering?.Restore(_state.Multiplier, _state.SmoothedRate ?? double.NaN);
    }

    /// <summary>Frees the optimiser and the copies; the network is the caller's.</summary>
    public void Dispose()
    {
        foreach (var tensor in _best.Values)
            tensor.Dispose();
        _interactions?.Dispose();
        _optimizer.Dispose();
    }

    private void TrainEpoch(VisitShards training, IProgress<TrainingProgress>? progress, CancellationToken ct)
    {
        _network.train();
        var order = training.Order(_seed, _state.Epoch);
        while (_state.Shard < order.Length)
        {
            ct.ThrowIfCancellationRequested();
            TrainShard(training, order[_state.Shard], training.LeastBatches(order.AsSpan(_state.Shard + 1), _options.Batch), progress, ct);
            _state = _state with { Shard = _state.Shard + 1, BatchesOfShards = _state.Batch };
        }
    }

    private void TrainShard(VisitShards shards, int shard, int batchesAfter, IProgress<TrainingProgress>? progress, CancellationToken ct)
    {
        var (training, weights) = shards.Load(shard, _options.Recency, ct);
        var batches = BatchOrder.Shuffled(training, _options.Batch, _seed, _state.Epoch, shard);
        var (before, all) = (_state.BatchesOfShards, _state.BatchesOfShards + batches.Length + batchesAfter);
        for (var b = _state.Batch; b < before + batches.Length; b++)
        {
            ct.ThrowIfCancellationRequested();
            var clock = Stopwatch.StartNew();
            random.manual_seed(BatchSeed.Of(_seed, _state.Epoch, b));
            var (loss, accuracy, visits) = Step(training, batches[b - before], weights, Share((_state.Epoch + (double)b / all) / _options.Epochs));
            _state = _state with
            {
                Batch = b + 1,
                Steps = _optimizer.Steps,
                LossSum = _state.LossSum + loss * visits,
                AccuracySum = _state.AccuracySum + accuracy * visits,
                Visits = _state.Visits + visits,
                Seconds = _state.Seconds + clock.Elapsed.TotalSeconds,
                Multiplier = _steering?.Multiplier ?? 0,
                SmoothedRate = _steering is { Smoothed: var smoothed } ? smoothed : null,
            };
            progress?.Report(new(_state.Epoch + 1, _options.Epochs, b + 1, all, BestScore()));
        }
    }

    // Of the full step size, by how much of the training is done.
    private double Share(double done) => _options.Schedule == LearningSchedule.Constant ? 1 : 0.02 + 0.49 * (1 + Math.Cos(Math.PI * Math.Min(1, done)));

    private (double Loss, double Accuracy, int Visits) Step(VisitTable training, int[] patients, float[] weights, double share)
    {
        using var scope = NewDisposeScope();
        using var batch = training.Batch(patients);
        using var visitWeights = tensor(batch.Rows.Select(row => weights[row]).ToArray());
        _network.zero_grad();
        var logits = _network.call(batch);
        var accuracy = AccuracyLoss.Of(logits, batch.Targets, visitWeights, _options.JaccardWeight, _options.MarginWeight);
        var loss = accuracy;
        if (_steering is not null)
        {
            var rate = InteractionPenalty.ExpectedRate(logits, _interactions!);
            loss = accuracy.Plus(rate.Minus(_steering.Target).AtLeast(0).Times(_steering.Multiplier / _steering.Unit));
            _steering.Observe(rate.item<float>());
        }
        if (_network.Penalty() is { } penalty)
            loss = loss.Plus(penalty);
        var value = loss.item<float>();
        if (!float.IsFinite(value))
            throw Faults.LossNotFinite(_state.Epoch + 1, _state.Batch + 1, Names());
        loss.backward();
        // A loss may be a number and its gradient none: a step along it would spoil every weight, and the checkpoint with them.
        if (!double.IsFinite(nn.utils.clip_grad_norm_(_network.parameters(), _options.ClipNorm)))
            throw TrainingFaults.GradientNotFinite(_state.Epoch + 1, _state.Batch + 1, Names());
        _optimizer.Step(share);
        return (value, accuracy.item<float>(), batch.Visits);

        string[] Names() => [.. patients.Take(5).Select(patient => training.Patients[patient].Id)];
    }

    private EpochReport EndEpoch(VisitTable validation, float[]? companion)
    {
        var clock = Stopwatch.StartNew();
        Compute.GiveBack();
        var (jaccard, crossEntropy) = ValidationScore.Of(_network, validation, companion);
        var best = jaccard > BestScore() || _state.Reports.IsEmpty;
        if (best)
        {
            foreach (var tensor in _best.Values)
                tensor.Dispose();
            _best = Copy(_network);
        }
        var report = new EpochReport(
            _state.Epoch + 1, _state.LossSum / _state.Visits, _state.AccuracySum / _state.Visits, _state.SmoothedRate ?? 0,
            _state.Multiplier, jaccard, crossEntropy, best, _state.Seconds + clock.Elapsed.TotalSeconds);
        var reports = _state.Reports.Add(report);
        var sinceBest = reports.Length - 1 - reports.ToList().FindLastIndex(done => done.Best);
        _state = new TrainingState
        {
            Epoch = _state.Epoch + 1,
            Steps = _state.Steps,
            Multiplier = _state.Multiplier,
            SmoothedRate = _state.SmoothedRate,
            Reports = reports,
            Finished = _state.Epoch + 1 >= _options.Epochs || sinceBest >= _options.Patience,
        };
        return report;
    }

    private double BestScore() => _state.Reports.IsEmpty ? 0 : _state.Reports.Max(report => report.ValidationJaccard);

    private static Dictionary<string, Tensor> Copy(MedicationNetwork network)
    {
        using var gradients = no_grad();
        return network.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value.clone());
    }

    private static Dictionary<string, Tensor> Part(TrainingSnapshot snapshot, string prefix) => snapshot.Tensors
        .Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
        .ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value);
}
