using System.Collections.Immutable;

namespace CafeMed.Learning.Training;

/// <summary>Where a training stands, beside the tensors: enough to go on with the same bits.</summary>
public sealed record TrainingState
{
    /// <summary>The epoch to go on in, from 0.</summary>
    public int Epoch { get; init; }

    /// <summary>Batches of that epoch already done.</summary>
    public int Batch { get; init; }

    /// <summary>Shards of that epoch already done; which they are follows from seed and epoch.</summary>
    public int Shard { get; init; }

    /// <summary>Batches of those shards: what is above them in <see cref="Batch"/> are batches of the shard at hand.</summary>
    public int BatchesOfShards { get; init; }

    /// <summary>Steps of the optimiser so far.</summary>
    public long Steps { get; init; }

    /// <summary>Sum over those batches of the total loss times visits.</summary>
    public double LossSum { get; init; }

    /// <summary>Sum over those batches of the accuracy loss times visits.</summary>
    public double AccuracySum { get; init; }

    /// <summary>Visits of those batches.</summary>
    public long Visits { get; init; }

    /// <summary>Seconds spent in the epoch so far.</summary>
    public double Seconds { get; init; }

    /// <summary>Weight of the interaction penalty.</summary>
    public double Multiplier { get; init; }

    /// <summary>Smoothed interaction rate, or <see langword="null"/> before the first batch.</summary>
    public double? SmoothedRate { get; init; }

    /// <summary>The finished epochs.</summary>
    public ImmutableArray<EpochReport> Reports { get; init; } = [];

    /// <summary>Whether training has ended, by the number of epochs or by patience.</summary>
    public bool Finished { get; init; }
}
