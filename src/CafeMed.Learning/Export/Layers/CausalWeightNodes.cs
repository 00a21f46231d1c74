using CafeMed.Learning.Export.Onnx;
using CafeMed.Learning.Layers;

namespace CafeMed.Learning.Export.Layers;

/// <summary><see cref="CausalWeightGenerator"/>.</summary>
internal static class CausalWeightNodes
{
    /// <summary>(L, W) codes to (L, M) weights, with the gates, (L, M) or (L, 1); no gates where they are all 1.</summary>
    public static (OnnxValue? Gates, OnnxValue Weights) CausalWeights(
        this OnnxGraph graph, StoredWeights module, ChannelInputs channel, OnnxValue codes, OnnxValue modifiers, OnnxValue medications, long width)
    {
        var scale = 1 / Math.Sqrt(module.Shape("_size.weight")[0]);
        var effects = graph.Rows(module.Take("_effects"), channel.Tokens);
        var x = graph.LayerNorm(width, codes);
        var right = graph.Multiply(graph.Transpose(graph.Linear(module["_medication"], graph.LayerNorm(width, medications)), 1, 0), scale);
        var common = graph.Add(graph.MatrixProduct(graph.Linear(module["_size"], x), right), module.Take("_bias"));
        var size = graph.Add(common, graph.Multiply(effects, module.Take("_slope")));
        var factor = graph.Exp(graph.Multiply(graph.Tanh(graph.Multiply(size, 0.5)), 2));
        if (!module.Has("_modification"))
            return (null, graph.Multiply(factor, effects));
        var gates = graph.Multiply(graph.Sigmoid(graph.Add(Gates(graph, module, channel, x, modifiers, scale), (float)CausalWeightGenerator.Start)), (float)CausalWeightGenerator.Most);
        return (gates, graph.Multiply(graph.Multiply(gates, factor), effects));
    }

    private static OnnxValue Gates(OnnxGraph graph, StoredWeights module, ChannelInputs channel, OnnxValue x, OnnxValue modifiers, double scale)
    {
        var here = graph.Rows(graph.MatrixProduct(modifiers, module.Turned("_modification")), channel.Owner);
        if (module["_code"].Has("weight"))
        {
            var slopes = graph.Multiply(graph.Linear(module["_code"], x), CausalWeightGenerator.CodeRate);
            here = graph.Add(here, graph.SumAlong(1, graph.Multiply(graph.Rows(modifiers, channel.Owner), slopes)));
        }
        return graph.Multiply(here, scale);
    }
}
