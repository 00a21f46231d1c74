using CafeMed.Learning.Export.Onnx;

namespace CafeMed.Learning.Export.Layers;

/// <summary><see cref="Learning.Layers.SetPooling"/>.</summary>
internal static class SetPoolingNodes
{
    /// <summary>(L, W) refined and raw tokens to (V, W).</summary>
    public static OnnxValue SetPooling(this OnnxGraph graph, StoredWeights module, OnnxValue refined, OnnxValue raw, long width, ChannelInputs channel)
    {
        var exponents = graph.Exp(graph.Linear(module["_score"], graph.Tanh(graph.Linear(module["_hidden"], refined))));
        var total = graph.SumByVisit(exponents, 1, channel);
        var weighted = graph.SumByVisit(graph.Multiply(refined, exponents), width, channel);
        var sum = graph.SumByVisit(raw, width, channel);
        return graph.Add(graph.Divide(weighted, graph.AtLeast(total, 1e-12)), graph.Linear(module["_skip"], sum));
    }
}
