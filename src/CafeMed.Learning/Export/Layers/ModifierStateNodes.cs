using CafeMed.Learning.Export.Onnx;

namespace CafeMed.Learning.Export.Layers;

/// <summary><see cref="Learning.Layers.ModifierState"/>.</summary>
internal static class ModifierStateNodes
{
    /// <summary>(V, W) states to (V, k).</summary>
    public static OnnxValue ModifierState(this OnnxGraph graph, StoredWeights module, OnnxValue state, long width, ChannelInputs context, ChannelInputs[] counted, OnnxValue time)
    {
        var rank = module.Shape("_context.weight")[1];
        var sums = graph.SumByVisit(graph.Rows(module.Take("_context.weight"), context.Tokens), rank, context);
        var usual = graph.MatrixProduct(module.Take("_shares"), module.Take("_context.weight"));
        var known = graph.Multiply(graph.Subtract(sums, usual), module.Take("_spread"));
        var numbers = graph.Concat(1, [.. counted.Select(graph.LogCounts), time]);
        var scaled = graph.Multiply(graph.Subtract(numbers, module.Take("_means")), module.Take("_scales"));
        return graph.Add(graph.Add(known, graph.Linear(module["_numbers"], scaled)), graph.Linear(module["_state"], graph.LayerNorm(width, state)));
    }
}
