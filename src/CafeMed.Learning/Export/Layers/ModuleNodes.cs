using CafeMed.Learning.Export.Onnx;

namespace CafeMed.Learning.Export.Layers;

/// <summary>The modules that torch brings: linear, layer norm, GRU.</summary>
internal static class ModuleNodes
{
    /// <summary>(…, I) to (…, O), with a bias where the module has one.</summary>
    public static OnnxValue Linear(this OnnxGraph graph, StoredWeights module, OnnxValue input)
    {
        var product = graph.MatrixProduct(input, module.Turned("weight"));
        return module.Has("bias") ? graph.Add(product, module.Take("bias")) : product;
    }

    /// <summary>With the module's own scale and shift.</summary>
    public static OnnxValue LayerNorm(this OnnxGraph graph, StoredWeights module, OnnxValue input) =>
        graph.Node("LayerNormalization", [input, module.Take("weight"), module.Take("bias")], ("axis", -1L), ("epsilon", 1e-5f));

    /// <summary>Without scale and shift, over vectors of length <paramref name="width"/>.</summary>
    public static OnnxValue LayerNorm(this OnnxGraph graph, long width, OnnxValue input)
    {
        var ones = graph.Constant($"ones.{graph.Nodes}", [.. Enumerable.Repeat(1f, (int)width)], width);
        return graph.Node("LayerNormalization", [input, ones], ("axis", -1L), ("epsilon", 1e-5f));
    }

    /// <summary>A GRU over (T, I): all states, (T, W), or the last one alone, (1, W).</summary>
    /// <remarks>Torch keeps its gates in the order reset, update, new; ONNX in the order update, reset, new. <c>linear_before_reset</c> is torch's way of resetting.</remarks>
    public static OnnxValue Gru(this OnnxGraph graph, StoredWeights module, OnnxValue input, bool lastAlone)
    {
        var width = module.Shape("weight_hh_l0")[1];
        OnnxValue[] inputs =
        [
            graph.Unsqueeze(input, 1),                                                                          // (T, I) -> (T, 1, I)
            module.Take("weight_ih_l0", ".gru", Reordered, shape => [1, .. shape]),                             // (1, 3W, I)
            module.Take("weight_hh_l0", ".gru", Reordered, shape => [1, .. shape]),                             // (1, 3W, W)
            graph.Constant($"gru.bias.{graph.Nodes}", [.. Reordered(module.Values("bias_ih_l0")), .. Reordered(module.Values("bias_hh_l0"))], 1, 6 * width),
        ];
        (string, object)[] attributes = [("hidden_size", width), ("linear_before_reset", 1L)];
        return lastAlone
            ? graph.Squeeze(graph.LastOf("GRU", 2, inputs, attributes), 0)                                      // (1, 1, W) -> (1, W)
            : graph.Squeeze(graph.Node("GRU", inputs, attributes), 1, 2);                                       // (T, 1, 1, W) -> (T, W)
    }

    private static float[] Reordered(float[] values)
    {
        var third = values.Length / 3;
        return [.. values[third..(2 * third)], .. values[..third], .. values[(2 * third)..]];
    }
}
