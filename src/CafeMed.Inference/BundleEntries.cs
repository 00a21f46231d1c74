namespace CafeMed.Inference;

/// <summary>The names of what lies in a bundle.</summary>
public static class BundleEntries
{
    /// <summary>What the file is, and the SHA-256 of every other entry.</summary>
    public const string Manifest = "manifest.json";

    /// <summary>The signature over the manifest's bytes, with the signer's public key.</summary>
    public const string Signature = "signature.json";

    /// <summary>The network from index lists to calibrated logits, as ONNX.</summary>
    public const string Network = "network.onnx";

    /// <summary>Columns, decision, interactions, rules, names.</summary>
    public const string Model = "model.json";

    /// <summary>The effects: five float32 per pair of code and medication.</summary>
    public const string Effects = "effects.bin";

    /// <summary>The model card for programs.</summary>
    public const string CardJson = "modelcard.json";

    /// <summary>The model card for people.</summary>
    public const string CardHtml = "modelcard.html";

    /// <summary>The run's report.</summary>
    public const string Report = "report.html";

    /// <summary>Where the people come from, and what was left out.</summary>
    public const string Receipt = "receipt.json";

    /// <summary>Who made the run, when, of what.</summary>
    public const string Run = "run.json";

    /// <summary>What was measured.</summary>
    public const string Metrics = "metrics.json";

    /// <summary>Every setting of the run.</summary>
    public const string Configuration = "config.yaml";

    /// <summary>The bill of materials, CycloneDX 1.5.</summary>
    public const string Materials = "bom.cdx.json";

    /// <summary>Without these a bundle is not opened.</summary>
    internal static readonly string[] Required = [Network, Model, Effects, CardJson, CardHtml, Report, Receipt, Run, Materials];
}
