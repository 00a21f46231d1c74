using System.Collections.Immutable;
using static TorchSharp.torch;

namespace CafeMed.Learning.Encoding;

/// <summary>V visits of B patients as tensors. Visits are rows; only recurrences see them as (B, T).</summary>
/// <remarks>Axes: B patients, T most visits of a patient, V visits in all, L tokens of a channel in all, N most tokens of a visit, M medications.</remarks>
public sealed class VisitBatch : IDisposable
{
    /// <summary>B.</summary>
    public required int Patients { get; init; }

    /// <summary>T.</summary>
    public required int Steps { get; init; }

    /// <summary>V.</summary>
    public required int Visits { get; init; }

    /// <summary>Tokens by channel.</summary>
    public required ImmutableArray<ChannelTokens> Channels { get; init; }

    /// <summary>(V) int64, the place of each visit in the flattened (B, T).</summary>
    public required Tensor Slots { get; init; }

    /// <summary>(V, 2) float32: log days since the visit before, and 1 at a first visit.</summary>
    public required Tensor Time { get; init; }

    /// <summary>(V, M) float32, 1 where prescribed.</summary>
    public required Tensor Targets { get; init; }

    /// <summary>Rows of the table, in the order of the batch.</summary>
    public required ImmutableArray<int> Rows { get; init; }

    /// <summary>Tokens of <paramref name="channel"/>.</summary>
    public ChannelTokens this[Channel channel] => Channels[(int)channel];

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        foreach (var channel in Channels)
            channel.Dispose();
        Slots.Dispose();
        Time.Dispose();
        Targets.Dispose();
    }
}
