using CafeMed.Learning.Export.Onnx;

namespace CafeMed.Learning.Export.Layers;

/// <summary><see cref="Learning.Layers.KeepOrDrop"/>, at the last visit.</summary>
internal static class KeepOrDropNodes
{
    /// <summary>(1, W) the state, to (1, M).</summary>
    public static OnnxValue KeepOrDrop(this OnnxGraph graph, StoredWeights module, OnnxValue state, OnnxValue medications, ChannelInputs history)
    {
        var count = module.Shape("_keep")[0];
        var scale = 1 / Math.Sqrt(module.Shape("_state.weight")[0]);
        // An empty place is the UNKNOWN token, and that one speaks for nothing.
        var tokens = graph.Rows(graph.Concat(0, history.Tokens, graph.Wholes(count)), graph.Reshape(graph.LastRow(history.Places), -1));    // (N + 1)
        var ones = graph.Node("Expand", [graph.Number(1), graph.Node("Shape", [tokens])]);
        var given = graph.Node("ScatterElements", [graph.Constant("keep.none", new float[count + 1], count + 1), tokens, ones], ("axis", 0L));
        var offered = graph.Transpose(graph.Linear(module["_medication"], medications), 1, 0);
        var tendency = graph.Add(graph.MatrixProduct(graph.Multiply(graph.Linear(module["_state"], state), scale), offered), module.Take("_keep"));
        return graph.Multiply(graph.Slice(given, 0, 0, count), tendency);
    }
}
