using CafeMed.Learning.Export.Layers;
using CafeMed.Learning.Export.Onnx;

namespace CafeMed.Learning.Export;

/// <summary>The logits of the last visit taken apart, as <see cref="Networks.NetworkAccount"/> has them: in nats of the network's own logit.</summary>
internal sealed record NetworkTerms
{
    /// <summary>(M), the same for everybody.</summary>
    public float[]? Base { get; init; }

    /// <summary>By channel (N + 1, M).</summary>
    public IReadOnlyList<(ChannelInputs Channel, OnnxValue Amounts)> Evidence { get; init; } = [];

    /// <summary>By channel (N + 1, M), the multipliers in the evidence.</summary>
    public IReadOnlyList<(ChannelInputs Channel, OnnxValue Gates)> Gates { get; init; } = [];

    /// <summary>(1, M).</summary>
    public OnnxValue? History { get; init; }

    /// <summary>(1, M).</summary>
    public required OnnxValue Interplay { get; init; }
}
