using CafeMed.Learning.Export.Onnx;

namespace CafeMed.Learning.Export.Layers;

/// <summary><see cref="Learning.Layers.PatientState"/>.</summary>
internal static class PatientStateNodes
{
    /// <summary>Per channel (L_c, W) to (V, W).</summary>
    public static OnnxValue PatientState(this OnnxGraph graph, StoredWeights module, OnnxValue[] tokens, long width, ChannelInputs[] channels, OnnxValue time)
    {
        var parts = new List<OnnxValue>();
        for (var c = 0; c < tokens.Length; c++)
        {
            parts.Add(graph.LayerNorm(width, graph.MeanByVisit(tokens[c], width, channels[c])));
            parts.Add(graph.LogCounts(channels[c]));
        }
        parts.Add(time);
        var gathered = graph.Tanh(graph.Linear(module["_gather"], graph.Concat(1, [.. parts])));
        return graph.Add(gathered, graph.Gru(module["_recurrence"]["_gru"], gathered, lastAlone: false));
    }
}
