using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CafeMed.Inference;
using CafeMed.Learning.Export;
using CafeMed.Learning.Scoring;
using CafeMed.Learning.Studies;
using CafeMed.Tests.Data;
using CafeMed.Tests.Learning;

namespace CafeMed.Tests.Inference;

/// <summary>A tiny study, perturbed so that every part takes part, and the bundle of it.</summary>
internal sealed class TinyBundle : IDisposable
{
    private readonly Study _study;
    private readonly TempFolder _folder = new();

    public TinyBundle(params (string Key, JsonNode Value)[] options) : this(new Combination(0.6, 0.7), options)
    {
    }

    public TinyBundle(Combination combination, params (string Key, JsonNode Value)[] options)
    {
        var study = TinyStudy.Options(epochs: 1);
        var network = (JsonObject)study.Options.DeepClone();
        foreach (var (key, value) in options)
            network[key] = value;
        _study = TinyStudy.Prepare(60, study with { Options = network });
        var trained = TinyStudy.Train(_study);
        TinyStudy.Perturb(_study.Network, scale: 0.2);
        Model = trained with { Scorer = trained.Scorer with { Combination = combination } };
        Key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        File = _folder.File("tiny.cafemed");
        BundleWriter.Write(File, Content, Key, TimeProvider.System);
    }

    public TrainedModel Model { get; }

    public ECDsa Key { get; }

    public FileInfo File { get; }

    public BundleContent Content => new()
    {
        Name = "tiny",
        Network = Model.Options.Network,
        Program = "0.0.0",
        Synthetic = true,
        Onnx = NetworkExport.Of(Model, "0.0.0"),
        Vocabularies = Model.Encoder.Vocabularies,
        Effects = Model.Effects,
        Graph = Model.Graph,
        Decision = Model.Decision,
        Certainty = Model.Certainty,
        Level = Model.Options.Level,
        InteractionSeverity = Model.Options.InteractionSeverity,
        Rules = new Dictionary<string, RuleOptions> { ["many-drugs"] = new() { Enabled = false } },
        Names = TinyStudy.Diagnoses.ToDictionary(code => code, code => $"diagnosis {code.Value}"),
        Texts = new[] { "modelcard.json", "modelcard.html", "report.html", "receipt.json", "run.json", "bom.cdx.json" }.ToDictionary(name => name, name => $"the text of {name}"),
    };

    public FileInfo Place(string name) => _folder.File(name);

    public Bundle Open(BundleTrust? trust = null) => Bundle.Open(File.FullName, trust ?? BundleTrust.Of(Key));

    public void Dispose()
    {
        Model.Dispose();
        _study.Dispose();
        Key.Dispose();
        _folder.Dispose();
    }
}
