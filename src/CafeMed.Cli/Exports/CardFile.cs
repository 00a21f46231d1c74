using System.Text.Json.Nodes;
using CafeMed.Cli.Configuration;
using CafeMed.Learning.Export.Card;

namespace CafeMed.Cli.Exports;

/// <summary>What a deployer says of a model, in YAML or JSON: a text or a list of texts for each attribute.</summary>
internal static class CardFile
{
    /// <summary>Reads the answers; none where no file was named.</summary>
    /// <exception cref="CafeMedException"><c>CM7006</c>, <c>CM7009</c>, <c>CM7014</c>: it cannot be read; <c>CM7091</c>: no such attribute; <c>CM7092</c>: no text.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(FileInfo? file)
    {
        var answers = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (file is null)
            return answers;
        string[] known = [.. CardOutline.All.Select(outline => outline.Key)];
        foreach (var (key, value) in YamlText.Read(file))
        {
            if (!known.Contains(key))
                throw ExportFaults.UnknownAttribute(file.FullName, key, Nearest.To(key, known));
            answers[key] = value switch
            {
                JsonArray { Count: > 0 } list => [.. list.Select(item => Text(file, key, item))],
                _ => [Text(file, key, value)],
            };
        }
        return answers;
    }

    private static string Text(FileInfo file, string key, JsonNode? value) =>
        value is JsonValue && value.ToString() is { Length: > 0 } text ? text : throw ExportFaults.BadAttribute(file.FullName, key);
}
