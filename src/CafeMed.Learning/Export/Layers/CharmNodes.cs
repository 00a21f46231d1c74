using CafeMed.Learning.Export.Onnx;

namespace CafeMed.Learning.Export.Layers;

/// <summary><see cref="Learning.Layers.Charm"/>, with its channels and <see cref="Learning.Layers.ChannelHarmonizer"/>.</summary>
internal static class CharmNodes
{
    /// <summary>Per channel (L_c, W) to (V, C W).</summary>
    public static OnnxValue Charm(this OnnxGraph graph, StoredWeights module, OnnxValue[] tokens, ChannelInputs[] channels, long width, long heads)
    {
        OnnxValue[] refined = [.. tokens.Select((channel, c) => Refine(graph, module["_channels", c], channel, channels[c], width, heads))];
        // Laid out per visit once for both who attend to them.
        (OnnxValue Keys, OnnxValue Values)[] offers = [.. refined.Select((channel, c) => Keys(graph, module["_channels", c]["_offered"], channel, channels[c], width))];
        OnnxValue[] pooled = [.. refined.Select((channel, c) =>
        {
            int[] others = [.. Enumerable.Range(0, refined.Length).Where(other => other != c)];
            return Fuse(
                graph, module["_channels", c], channel, channels[c],
                graph.Concat(1, [.. others.Select(other => offers[other].Keys)]),
                graph.Concat(1, [.. others.Select(other => offers[other].Values)]),
                graph.Concat(1, [.. others.Select(other => channels[other].Bias)]), width, heads);
        })];
        return Harmonize(graph, module["_harmonizer"], pooled);
    }

    private static OnnxValue Refine(OnnxGraph graph, StoredWeights module, OnnxValue tokens, ChannelInputs channel, long width, long heads)
    {
        var normed = graph.LayerNorm(module["_before"], tokens);
        var (keys, values) = Keys(graph, module["_own"], normed, channel, width);
        return graph.Add(tokens, graph.SetAttention(module["_self"], normed, channel, keys, values, channel.Bias, width, heads));
    }

    private static (OnnxValue Keys, OnnxValue Values) Keys(OnnxGraph graph, StoredWeights module, OnnxValue tokens, ChannelInputs channel, long width) =>
        (graph.Spread(graph.Linear(module["_key"], tokens), width, channel), graph.Spread(graph.Linear(module["_value"], tokens), width, channel));

    private static OnnxValue Fuse(
        OnnxGraph graph, StoredWeights module, OnnxValue refined, ChannelInputs channel, OnnxValue keys, OnnxValue values, OnnxValue bias, long width, long heads)
    {
        var crossed = graph.SetAttention(module["_cross"], refined, channel, keys, values, bias, width, heads);
        var gate = graph.Sigmoid(graph.Linear(module["_fusion"], graph.Concat(1, refined, crossed)));
        var fused = graph.LayerNorm(module["_after"], graph.Add(refined, graph.Multiply(gate, crossed)));
        var fed = graph.Linear(module["_output"], graph.Gelu(graph.Linear(module["_hidden"], fused)));
        return graph.SetPooling(module["_pooling"], graph.Add(fused, fed), refined, width, channel);
    }

    private static OnnxValue Harmonize(OnnxGraph graph, StoredWeights module, OnnxValue[] pooled)
    {
        var squeezed = graph.Gelu(graph.Linear(module["_squeeze"], graph.Concat(1, pooled)));
        var weights = graph.Add(graph.Tanh(graph.Linear(module["_excite"], squeezed)), 1);
        return graph.Concat(1, [.. pooled.Select((channel, c) => graph.Multiply(channel, graph.Slice(weights, 1, c, c + 1)))]);
    }
}
