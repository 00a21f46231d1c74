using CafeMed.Learning.Export.Onnx;

namespace CafeMed.Learning.Export.Layers;

/// <summary>Sets of tokens: laid out per visit, summed, averaged (<see cref="Learning.Layers.SetAttention.Spread"/>, <see cref="Learning.Layers.SetMeans"/>).</summary>
internal static class SetNodes
{
    /// <summary>(L, X) tokens to (V, N + 1, X), zero where no token stands.</summary>
    public static OnnxValue Spread(this OnnxGraph graph, OnnxValue tokens, long width, ChannelInputs channel) =>
        graph.Rows(Padded(graph, tokens, width), channel.Places);

    /// <summary>(L, X) tokens to the (V, X) sums of each visit's.</summary>
    public static OnnxValue SumByVisit(this OnnxGraph graph, OnnxValue tokens, long width, ChannelInputs channel) =>
        graph.SumOver(1, graph.Spread(tokens, width, channel));

    /// <summary>(L, X) tokens to the (V, X) means of each visit's; an empty visit has mean 0.</summary>
    public static OnnxValue MeanByVisit(this OnnxGraph graph, OnnxValue tokens, long width, ChannelInputs channel) =>
        graph.Divide(graph.SumByVisit(tokens, width, channel), graph.AtLeast(channel.Counts, 1));

    /// <summary>(L, X) tokens to the (N + 1, X) of the last visit, zero where no token stands.</summary>
    public static OnnxValue OfLastVisit(this OnnxGraph graph, OnnxValue tokens, long width, ChannelInputs channel) =>
        graph.Rows(Padded(graph, tokens, width), graph.Reshape(graph.LastRow(channel.Places), -1));

    /// <summary>(V, 1) the logarithm of 1 + the number of tokens.</summary>
    public static OnnxValue LogCounts(this OnnxGraph graph, ChannelInputs channel) => graph.Log(graph.Add(channel.Counts, 1));

    private static OnnxValue Padded(OnnxGraph graph, OnnxValue tokens, long width) =>
        graph.Concat(0, tokens, graph.Constant($"zeros.{graph.Nodes}", new float[width], 1, width));
}
