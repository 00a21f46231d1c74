using CafeMed.Learning.Export.Onnx;

namespace CafeMed.Learning.Export.Layers;

/// <summary><see cref="Learning.Layers.SetAttention"/>.</summary>
internal static class SetAttentionNodes
{
    /// <summary>(L, W) queries over keys and values that are laid out per visit, (V, K, W), to (L, W).</summary>
    /// <param name="graph">Is added to.</param>
    /// <param name="module">The attention.</param>
    /// <param name="queries">The tokens of <paramref name="from"/>.</param>
    /// <param name="from">Where they stand.</param>
    /// <param name="keys">Of all that is attended to.</param>
    /// <param name="values">Theirs.</param>
    /// <param name="bias">(V, K) 0 where attention may look.</param>
    /// <param name="width">W.</param>
    /// <param name="heads">H.</param>
    public static OnnxValue SetAttention(
        this OnnxGraph graph, StoredWeights module, OnnxValue queries, ChannelInputs from, OnnxValue keys, OnnxValue values, OnnxValue bias, long width, long heads)
    {
        var q = Heads(graph, graph.Spread(graph.Linear(module["_query"], queries), width, from), width, heads, 0, 2, 1, 3);     // (V, H, N, W/H)
        var k = Heads(graph, keys, width, heads, 0, 2, 3, 1);                                                                   // (V, H, W/H, K)
        var v = Heads(graph, values, width, heads, 0, 2, 1, 3);                                                                 // (V, H, K, W/H)
        var scores = graph.Multiply(graph.MatrixProduct(q, k), 1 / Math.Sqrt(width / heads));
        var attended = graph.MatrixProduct(graph.Softmax(graph.Add(scores, graph.Unsqueeze(bias, 1, 2))), v);
        return graph.Rows(graph.Reshape(graph.Transpose(attended, 0, 2, 1, 3), -1, width), from.Back);
    }

    private static OnnxValue Heads(OnnxGraph graph, OnnxValue spread, long width, long heads, params long[] order) =>
        graph.Transpose(graph.Reshape(spread, 0, 0, heads, width / heads), order);
}
