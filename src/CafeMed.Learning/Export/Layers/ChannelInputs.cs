using CafeMed.Learning.Export.Onnx;

namespace CafeMed.Learning.Export.Layers;

/// <summary>The tokens of one channel as inputs of a graph: what <see cref="Encoding.ChannelTokens"/> is to a network. An input is declared when it is first asked for.</summary>
internal sealed class ChannelInputs(OnnxGraph graph, Channel channel)
{
    private readonly Dictionary<string, OnnxValue> _declared = [];

    /// <summary>Which channel.</summary>
    public Channel Channel => channel;

    /// <summary>(L) rows of the channel's embedding.</summary>
    public OnnxValue Tokens => Input("tokens", OnnxType.Int64, Length);

    /// <summary>(L) the visit of each token.</summary>
    public OnnxValue Owner => Input("owner", OnnxType.Int64, Length);

    /// <summary>(V, N + 1) which token stands at each place of a visit; L where none does.</summary>
    public OnnxValue Places => Input("places", OnnxType.Int64, "visits", $"{Name}.widest");

    /// <summary>(L) the place of each token in the flattened places.</summary>
    public OnnxValue Back => Input("back", OnnxType.Int64, Length);

    /// <summary>(V, N + 1) 0 where attention may look, far below 0 where it may not.</summary>
    public OnnxValue Bias => Input("bias", OnnxType.Float, "visits", $"{Name}.widest");

    /// <summary>(V, 1) tokens per visit.</summary>
    public OnnxValue Counts => Input("counts", OnnxType.Float, "visits", 1L);

    /// <summary>The channel's name in the graph.</summary>
    public string Name => channel.ToString().ToLowerInvariant();

    private string Length => $"{Name}.length";

    private OnnxValue Input(string part, OnnxType type, params object[] dimensions) =>
        _declared.TryGetValue(part, out var known) ? known : _declared[part] = graph.Input($"{Name}.{part}", type, dimensions);
}
