using CafeMed.Learning.Export.Onnx;

namespace CafeMed.Learning.Export.Layers;

/// <summary><see cref="Learning.Layers.CausalMessage"/>.</summary>
internal static class CausalMessageNodes
{
    /// <summary>(L, W) codes, (L, M) weights and (M, W) medications to (L, W) codes.</summary>
    public static OnnxValue CausalMessage(this OnnxGraph graph, StoredWeights module, OnnxValue codes, OnnxValue weights, OnnxValue medications, long count)
    {
        var message = graph.Multiply(graph.MatrixProduct(weights, medications), 1 / Math.Sqrt(count));
        return graph.LayerNorm(module["_norm"], graph.Add(codes, graph.Linear(module["_output"], message)));
    }
}
