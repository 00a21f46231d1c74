using CafeMed.Learning.Export.Layers;
using CafeMed.Learning.Export.Onnx;
using CafeMed.Learning.Layers;
using CafeMed.Learning.Networks;

namespace CafeMed.Learning.Export;

/// <summary><see cref="CafeMedNetwork"/> at the last visit of one patient.</summary>
internal sealed class CafeMedGraph(OnnxGraph graph, StoredWeights module, ChannelInputs[] channels, OnnxValue time, int medications, CafeMedNetwork.Options options) : INetworkGraph
{
    private readonly long _width = options.Width;

    /// <inheritdoc/>
    public NetworkTerms Add()
    {
        OnnxValue[] embedded = [.. channels.Select((channel, c) => graph.Rows(module["_embeddings", c].Take("weight"), channel.Tokens))];
        var drugs = graph.Slice(module["_embeddings", (int)Channel.History].Take("weight"), 0, 0, medications);                // (M, W)
        var state = graph.PatientState(module["_state"], embedded, _width, channels, time);                                     // (V, W)
        var modifiers = options.UsesEffects && options.Gate != GateKind.Static
            ? graph.ModifierState(module["_modifiers"], state, _width, channels[(int)Channel.Context], [.. ModifierState.Counted.Select(Of)], time)
            : state;
        var (evidence, gates) = Effects(embedded, modifiers, drugs);
        var visits = Pool(embedded);                                                                                            // (V, 3W)
        var last = graph.Concat(1, graph.LastRow(visits), graph.Gru(module["_recurrence"]["_gru"], visits, lastAlone: true));    // (1, 4W)
        return new NetworkTerms
        {
            Base = module.Values("_base"),
            Evidence = evidence,
            Gates = gates,
            History = graph.KeepOrDrop(module["_keep"], graph.LastRow(state), drugs, Of(Channel.History)),
            Interplay = graph.Linear(module["_head"], graph.Relu(last)),
        };
    }

    private (List<(ChannelInputs, OnnxValue)> Evidence, List<(ChannelInputs, OnnxValue)> Gates) Effects(OnnxValue[] embedded, OnnxValue modifiers, OnnxValue drugs)
    {
        var (evidence, gates) = (new List<(ChannelInputs, OnnxValue)>(), new List<(ChannelInputs, OnnxValue)>());
        for (var c = 0; c < module.CountOf("_generators"); c++)
        {
            var channel = Of(CafeMedNetwork.Causal[c]);
            var slot = (int)channel.Channel;
            var (gate, weights) = graph.CausalWeights(module["_generators", c], channel, embedded[slot], modifiers, drugs, _width);
            if (options.Evidence == Switch.On)
                evidence.Add((channel, Evidence(c, channel, weights)));
            if (gate is { } of)
                gates.Add((channel, graph.OfLastVisit(graph.Multiply(of, graph.Constant($"all.{slot}", [.. Enumerable.Repeat(1f, medications)], 1, medications)), medications, channel)));
            if (c < module.CountOf("_messages"))
                embedded[slot] = graph.CausalMessage(module["_messages", c], embedded[slot], weights, drugs, medications);
        }
        return (evidence, gates);
    }

    private OnnxValue Evidence(int c, ChannelInputs channel, OnnxValue weights)
    {
        var crowd = graph.Slice(module.Take("_crowd"), 0, c, c + 1);
        var share = graph.Exp(graph.Negative(graph.Multiply(graph.LastRow(graph.LogCounts(channel)), crowd)));                  // (1, 1)
        var strength = graph.Exp(graph.Slice(module.Take("_strength"), 0, c, c + 1));
        return graph.Multiply(graph.OfLastVisit(weights, medications, channel), graph.Multiply(share, strength));               // (N + 1, M)
    }

    private OnnxValue Pool(OnnxValue[] embedded)
    {
        ChannelInputs[] attended = [.. CafeMedNetwork.Attended.Select(Of)];
        OnnxValue[] tokens = [.. CafeMedNetwork.Attended.Select(channel => embedded[(int)channel])];
        return options.Charm == Switch.On
            ? graph.Charm(module["_charm"], tokens, attended, _width, options.Heads)
            : graph.Concat(1, [.. tokens.Select((channel, c) => graph.MeanByVisit(channel, _width, attended[c]))]);
    }

    private ChannelInputs Of(Channel channel) => channels[(int)channel];
}
