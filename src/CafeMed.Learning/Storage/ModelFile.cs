using System.Text.Json;
using CafeMed.Learning.Configuration;
using CafeMed.Learning.Encoding;
using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Networks;
using CafeMed.Learning.Regression;
using CafeMed.Learning.Scoring;
using CafeMed.Learning.Studies;
using static TorchSharp.torch;

namespace CafeMed.Learning.Storage;

/// <summary>A trained model on disk: columns, effects, interactions, weights, calibration, decision, and the fingerprints of the patients behind them.</summary>
public static class ModelFile
{
    private const string Kind = "cafemed-model";
    private const string Version = "1";

    /// <summary>Writes <paramref name="model"/> and its <paramref name="baselines"/>.</summary>
    /// <exception cref="CafeMedException"><c>CM3010</c>: the file cannot be written.</exception>
    public static void Write(FileInfo file, TrainedModel model, IReadOnlyList<Contestant> baselines)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(baselines);
        using var scope = NewDisposeScope();
        var tensors = new Dictionary<string, Tensor>();
        foreach (var (name, value) in model.Scorer.Network.state_dict())
            tensors[$"network.{name}"] = value;
        var linear = model.Scorer.Linear ?? baselines.Select(baseline => baseline.Scorer).OfType<LinearTower>().FirstOrDefault();
        if (linear is not null)
            tensors["linear.weights"] = linear.Weights;
        tensors["calibration.slopes"] = tensor(model.Scorer.Calibration.Slopes);
        tensors["calibration.offsets"] = tensor(model.Scorer.Calibration.Offsets);
        BaselineRecord.Write(baselines, tensors);
        EffectTensors.Write(model.Effects, tensors);
        TensorFile.Write(file, tensors, new Dictionary<string, string>
        {
            ["kind"] = Kind,
            ["version"] = Version,
            ["options"] = StrictJson.Write(model.Options),
            ["model"] = JsonSerializer.Serialize(ModelRecord.Of(model, linear?.C)),
            ["interactions"] = JsonSerializer.Serialize(GraphRecord.Of(model.Graph)),
            ["baselines"] = JsonSerializer.Serialize(baselines.Select(BaselineRecord.Of)),
        });
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="CafeMedException"><c>CM3011</c>: no such file; <c>CM3012</c>: damaged; <c>CM3013</c>: of another kind or version.</exception>
    public static SavedModel Read(FileInfo file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var (tensors, texts) = TensorFile.Read(file);
        FileKind.Require(file, texts, Kind, Version);
        try
        {
            return Restore(tensors, texts);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or ArgumentException or InvalidOperationException or System.Runtime.InteropServices.ExternalException)
        {
            throw Faults.Damaged(file.FullName, exception);
        }
    }

    private static SavedModel Restore(Dictionary<string, Tensor> tensors, Dictionary<string, string> texts)
    {
        var options = StrictJson.Read<StudyOptions>(texts["options"], "model");
        var record = JsonSerializer.Deserialize<ModelRecord>(texts["model"])!;
        var encoder = new PatientEncoder(record.ToVocabularies());
        var effects = EffectTensors.Read(record, encoder.Vocabularies, tensors);
        var size = encoder.Medications.Count;
        var network = NetworkFactory.Create(
            options.Network, new NetworkKnowledge(encoder, effects, new float[size], new float[size]), options.Options.ToJsonString());
        network.load_state_dict(tensors
            .Where(pair => pair.Key.StartsWith("network.", StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key["network.".Length..], pair => pair.Value));
        network.eval();
        var linear = tensors.TryGetValue("linear.weights", out var weights)
            ? new LinearTower(new LinearFeatures(encoder), weights, record.LinearC ?? 0)
            : null;
        var calibration = new PerMedication(tensors["calibration.slopes"].Floats(), tensors["calibration.offsets"].Floats());
        var graph = JsonSerializer.Deserialize<GraphRecord>(texts["interactions"])!.ToGraph();
        var model = new TrainedModel(
            options, encoder, effects, graph, record.ChosenOn(),
            new CombinedScorer(network, network.HasLinearTower ? linear : null, record.Combination, calibration))
        {
            Decision = record.Decision,
        };
        var baselines = JsonSerializer.Deserialize<BaselineRecord[]>(texts["baselines"])!;
        return new(model, [.. baselines.Select(baseline => baseline.ToContestant(tensors, linear))]);
    }
}
