using System.Text.Json;
using CafeMed.Learning.Causal.Discovery;

namespace CafeMed.Learning.Storage;

/// <summary>A graph of codes on disk: in a file of its own, or in a file of effects beside them.</summary>
public static class CodeGraphFile
{
    private const string Kind = "cafemed-code-graph";
    private const string Version = "1";

    /// <summary>Writes <paramref name="graph"/> to a file of its own; an earlier file stays whole until the new one is.</summary>
    /// <exception cref="CafeMedException"><c>CM3010</c>: the file cannot be written.</exception>
    public static void Write(FileInfo file, CodeGraph graph)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(graph);
        TensorFile.Write(file, new Dictionary<string, TorchSharp.torch.Tensor>(), new Dictionary<string, string>
        {
            ["kind"] = Kind, ["version"] = Version, [CodeGraphRecord.Text] = StoredJson.Write(CodeGraphRecord.Of(graph)),
        });
    }

    /// <summary>Writes <paramref name="graph"/> into a file of effects, which stay as they are.</summary>
    /// <exception cref="CafeMedException"><c>CM3082</c>: the effects are of other patients; and what <see cref="EffectsFile"/> says.</exception>
    public static void AddTo(FileInfo effects, CodeGraph graph)
    {
        ArgumentNullException.ThrowIfNull(effects);
        ArgumentNullException.ThrowIfNull(graph);
        var before = EffectsFile.Read(effects);
        if (before.FittedOn.Digest != graph.FittedOn.Digest)
            throw DiscoveryFaults.OtherPatients(effects.FullName, graph.FittedOn.Digest[..12], before.FittedOn.Digest[..12]);
        EffectsFile.Write(effects, before with { Graph = graph });
    }

    /// <summary>Reads a graph from a file of its own, or from a file of effects.</summary>
    /// <returns><see langword="null"/> where a file of effects has none.</returns>
    /// <exception cref="CafeMedException"><c>CM3011</c>: no such file; <c>CM3012</c>, <c>CM3020</c>, <c>CM3081</c>: damaged; <c>CM3013</c>: of another kind or version.</exception>
    public static CodeGraph? Read(FileInfo file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var (tensors, texts) = TensorFile.Read(file);
        foreach (var tensor in tensors.Values)
            tensor.Dispose();
        if (texts.GetValueOrDefault("kind") == EffectsFile.Kind)
            return EffectsFile.Read(file).Graph;
        FileKind.Require(file, texts, Kind, Version);
        try
        {
            return StoredJson.Read<CodeGraphRecord>(texts, CodeGraphRecord.Text).ToGraph();
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException or ArgumentException)
        {
            throw DiscoveryFaults.Damaged(file.FullName, exception.Message, exception);
        }
    }
}
