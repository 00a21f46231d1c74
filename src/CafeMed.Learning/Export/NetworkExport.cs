using CafeMed.Learning.Configuration;
using CafeMed.Learning.Encoding;
using CafeMed.Learning.Export.Layers;
using CafeMed.Learning.Export.Onnx;
using CafeMed.Learning.Networks;
using CafeMed.Learning.Scoring;
using CafeMed.Learning.Studies;
using static TorchSharp.torch;

namespace CafeMed.Learning.Export;

/// <summary>Writes a trained model as one ONNX graph: from index lists of one patient to calibrated logits of the last visit, with every term of the account.</summary>
/// <remarks>Inputs and outputs are listed in docs/bundle.md. Outputs are in nats of the final logit, so that whoever reads them needs neither combination nor calibration.</remarks>
public static class NetworkExport
{
    /// <summary>Whether the network named <paramref name="network"/> can be written.</summary>
    public static bool Knows(string network) => network == PartAttribute.Of(typeof(CafeMedNetwork)).Name;

    /// <summary>The model as an ONNX file.</summary>
    /// <param name="model">Trained, combined and calibrated.</param>
    /// <param name="version">The program's version, for the file.</param>
    /// <exception cref="CafeMedException"><c>CM3160</c>: the network cannot be written; <c>CM3161</c>: it has parts that the export does not know.</exception>
    public static byte[] Of(TrainedModel model, string version)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!Knows(model.Options.Network))
            throw ExportFaults.UnknownNetwork(model.Options.Network, PartAttribute.Of(typeof(CafeMedNetwork)).Name);
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var graph = new OnnxGraph();
        var weights = new StoredWeights(graph, model.Scorer.Network.state_dict());
        ChannelInputs[] channels = [.. Enum.GetValues<Channel>().Select(channel => new ChannelInputs(graph, channel))];
        var size = model.Encoder.Medications.Count;
        var options = StrictJson.Read<CafeMedNetwork.Options>(model.Options.Options.ToJsonString(), $"network '{model.Options.Network}'");
        var network = new CafeMedGraph(graph, weights, channels, graph.Input("time", OnnxType.Float, "visits", 2L), size, options).Add();
        if (weights.Unused.FirstOrDefault() is { } unknown)
            throw ExportFaults.UnknownPart(model.Options.Network, unknown);
        Finish(graph, model, network, size);
        return graph.ToModel(model.Options.Network, version);
    }

    // s_m (a linear_m + b network_m) + o_m, and each term's share of it.
    private static void Finish(OnnxGraph graph, TrainedModel model, NetworkTerms network, int size)
    {
        var scorer = model.Scorer;
        var ofNetwork = Scale(graph, scorer.Calibration.Slopes, scorer.Combination.Network, "network.scale");
        var (logits, intercept) = Linear(graph, model, size);
        var sum = Sum(graph, network);
        var combined = graph.Multiply(sum, scorer.Combination.Network);
        combined = logits is { } linear ? graph.Add(graph.Multiply(linear, scorer.Combination.Linear), combined) : combined;
        var slopes = graph.Constant("calibration.slopes", scorer.Calibration.Slopes, size);
        graph.Output("logits", graph.Add(graph.Multiply(combined, slopes), graph.Constant("calibration.offsets", scorer.Calibration.Offsets, size)), 1L, size);
        graph.Output("base", graph.Constant("base.sum", Base(model.Scorer, network.Base, intercept), size), size);
        foreach (var (channel, amounts) in network.Evidence)
            graph.Output($"{channel.Name}.evidence", graph.Multiply(amounts, ofNetwork), $"{channel.Name}.widest", size);
        foreach (var (channel, gates) in network.Gates)
            graph.Output($"{channel.Name}.gates", gates, $"{channel.Name}.widest", size);
        if (network.History is { } history)
            graph.Output("history", graph.Multiply(history, ofNetwork), 1L, size);
        graph.Output("interplay", graph.Multiply(network.Interplay, ofNetwork), 1L, size);
    }

    // In the order of the network itself, so that rounding is the same as far as it can be.
    private static OnnxValue Sum(OnnxGraph graph, NetworkTerms network)
    {
        OnnxValue? known = network.Base is { } held ? graph.Constant("base.network", held, held.Length) : null;
        var terms = new[] { known, network.History, network.Interplay }.OfType<OnnxValue>().ToArray();
        var sum = terms.Skip(1).Aggregate(terms[0], graph.Add);
        return network.Evidence.Aggregate(sum, (before, evidence) => graph.Add(before, graph.SumAlong(0, evidence.Amounts)));
    }

    private static (OnnxValue? Logits, float[]? Intercept) Linear(OnnxGraph graph, TrainedModel model, int size)
    {
        if (model.Scorer.Linear is not { } linear || model.Scorer.Combination.Linear == 0)
            return (null, null);
        var (weights, features) = (linear.Weights.Floats(), linear.Features.Count);
        var table = graph.Constant("linear.weights", weights[..(features * size)], features, size);
        var columns = graph.Rows(table, graph.Input("linear.columns", OnnxType.Int64, "columns"));
        var rows = graph.Multiply(columns, graph.Input("linear.amounts", OnnxType.Float, "columns", 1L));
        var scale = Scale(graph, model.Scorer.Calibration.Slopes, model.Scorer.Combination.Linear, "linear.scale");
        graph.Output("linear", graph.Multiply(rows, scale), "columns", size);
        var intercept = weights[(features * size)..];
        return (graph.Add(graph.SumAlong(0, rows), graph.Constant("linear.intercept", intercept, size)), intercept);
    }

    private static float[] Base(CombinedScorer scorer, float[]? network, float[]? intercept) =>
    [
        .. scorer.Calibration.Offsets.Select((offset, m) => (float)(
            (double)offset
            + (intercept is null ? 0 : intercept[m] * (float)(scorer.Calibration.Slopes[m] * scorer.Combination.Linear))
            + (network is null ? 0 : network[m] * (float)(scorer.Calibration.Slopes[m] * scorer.Combination.Network)))),
    ];

    private static OnnxValue Scale(OnnxGraph graph, float[] slopes, double tower, string name) =>
        graph.Constant(name, [.. slopes.Select(slope => (float)(slope * tower))], slopes.Length);
}
