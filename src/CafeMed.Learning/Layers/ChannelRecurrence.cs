using CafeMed.Learning.Encoding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CafeMed.Learning.Layers;

/// <summary>A GRU over a patient's visits that reads one channel: the mean, or the sum, of its codes' vectors; for the context also time.</summary>
public sealed class ChannelRecurrence : nn.Module
{
    private readonly Embedding _embedding;
    private readonly VisitRecurrence _recurrence;
    private readonly ByteDropout _dropout;
    private readonly Channel _channel;
    private readonly bool _mean;

    /// <summary>Reads <paramref name="channel"/> into states of length <paramref name="width"/> (W).</summary>
    /// <param name="encoder">The columns.</param>
    /// <param name="channel">Which codes.</param>
    /// <param name="width">W.</param>
    /// <param name="mean">Whether the codes' vectors are averaged; else they are summed.</param>
    /// <param name="dropout">Share of values dropped in training.</param>
    public ChannelRecurrence(PatientEncoder encoder, Channel channel, int width, bool mean, double dropout) : base(nameof(ChannelRecurrence))
    {
        ArgumentNullException.ThrowIfNull(encoder);
        _embedding = nn.Embedding(encoder.Size(channel), width);
        nn.init.uniform_(_embedding.weight!, -0.1, 0.1);
        _recurrence = new VisitRecurrence(channel == Channel.Context ? width + 2 : width, width);
        _dropout = new ByteDropout(dropout);
        (_channel, _mean) = (channel, mean);
        RegisterComponents();
    }

    /// <summary>(V, W) float32; the state at a visit has read that visit and those before it.</summary>
    public Tensor call(VisitBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var scope = NewDisposeScope();
        var tokens = _dropout.call(_embedding.call(batch[_channel].Tokens));         // (L, W)
        var visits = tokens.new_zeros(batch.Visits, tokens.shape[1]).AddRows(batch[_channel].Owner, tokens); // (V, W)
        if (_mean)
            visits = visits / batch[_channel].Counts.AtLeast(1);
        if (_channel == Channel.Context)
            visits = cat([visits, batch.Time], 1);                                   // (V, W + 2)
        return _recurrence.call(visits, batch).MoveToOuterDisposeScope();            // (V, W)
    }
}
