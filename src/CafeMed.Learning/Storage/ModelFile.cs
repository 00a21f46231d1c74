using System.Text.Json;
using CafeMed.Learning.Configuration;
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
    private const string Version = "4";
    private const string LinearWeights = "linear.weights";

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
        var linear = model.Scorer.Linear;
        if (linear is not null)
            tensors[LinearWeights] = linear.Weights;
        tensors["calibration.slopes"] = tensor(model.Scorer.Calibration.Slopes);
        tensors["calibration.offsets"] = tensor(model.Scorer.Calibration.Offsets);
        BaselineRecord.Write(baselines, tensors);
        EffectTensors.Write(model.Effects, tensors);
        TensorFile.Write(file, tensors, new Dictionary<string, string>
        {
            ["kind"] = Kind,
            ["version"] = Version,
            ["options"] = StrictJson.Write(model.Options),
            ["model"] = StoredJson.Write(ModelRecord.Of(model, linear?.C)),
            ["interactions"] = StoredJson.Write(GraphRecord.Of(model.Graph)),
            ["baselines"] = StoredJson.Write(baselines.Select(BaselineRecord.Of)),
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
        catch (Exception exception) when (exception is JsonException or InvalidDataException or ArgumentException or CafeMedException)
        {
            tensors.GetValueOrDefault(LinearWeights)?.Dispose();
            throw Faults.Damaged(file.FullName, exception.Message, exception);
        }
        finally
        {
            // The weights of the linear tower are taken over; all others were copied.
            foreach (var (_, copied) in tensors.Where(pair => pair.Key != LinearWeights))
                copied.Dispose();
        }
    }

    private static SavedModel Restore(Dictionary<string, Tensor> tensors, Dictionary<string, string> texts)
    {
        var options = StrictJson.Read<StudyOptions>(texts.Take("options"), "model");
        var record = StoredJson.Read<ModelRecord>(texts, "model");
        var graph = StoredJson.Read<GraphRecord>(texts, "interactions").ToGraph();
        var encoder = new PatientEncoder(record.ToVocabularies(), options.Track);
        var effects = EffectTensors.Read(record, encoder.Vocabularies, tensors);
        var size = encoder.Medications.Count;
        record.RequireDecision(size);
        var linear = Linear(tensors, encoder, record.LinearC);
        var calibration = new PerMedication(tensors.TakeRow("calibration.slopes", size), tensors.TakeRow("calibration.offsets", size));
        var baselines = StoredJson.Read<BaselineRecord[]>(texts, "baselines").Select(baseline => baseline.ToContestant(tensors, encoder)).ToArray();
        var network = NetworkFactory.Create(
            options.Network, new NetworkKnowledge(encoder, effects, new float[size], new float[size]), options.Options.ToJsonString());
        Load(network, tensors);
        if (network.HasLinearTower && linear is null)
            throw new InvalidDataException($"Tensor '{LinearWeights}' is missing.");
        var scorer = new CombinedScorer(network, network.HasLinearTower ? linear : null, record.Combination, calibration);
        return new(new TrainedModel(options, encoder, effects, graph, record.ChosenOn(), scorer) { Decision = record.Decision, Certainty = record.Certainty }, baselines);
    }

    private static LinearTower? Linear(Dictionary<string, Tensor> tensors, PatientEncoder encoder, double? c)
    {
        var features = new LinearFeatures(encoder);
        return tensors.ContainsKey(LinearWeights)
            ? new LinearTower(features, tensors.Take(LinearWeights, features.Count + 1, encoder.Medications.Count), c ?? 0)
            : null;
    }

    private static void Load(MedicationNetwork network, Dictionary<string, Tensor> tensors)
    {
        network.load_state_dict(network.state_dict().ToDictionary(pair => pair.Key, pair => tensors.Take($"network.{pair.Key}", pair.Value.shape)));
        network.eval();
    }
}
