using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CafeMed.Cli.Configuration;

/// <summary>YAML to JSON and back: mappings, lists and plain values; no tags, no references, one document.</summary>
internal static class YamlText
{
    /// <summary>Reads a file of settings. An empty one sets nothing.</summary>
    /// <exception cref="CafeMedException"><c>CM7009</c>: there is none; <c>CM7014</c>: it cannot be read; <c>CM7006</c>: it is no YAML, with the line.</exception>
    public static JsonObject Read(FileInfo file) => Parse(TextFile.Read(file.FullName, Faults.ConfigMissing), file.FullName);

    /// <summary>Reads settings from text.</summary>
    /// <exception cref="CafeMedException"><c>CM7006</c>: it is no YAML, or not a mapping.</exception>
    public static JsonObject Parse(string text, string name)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            return Document(Load(parser)) switch
            {
                null or YamlScalarNode { Value: null or "" } => [],
                YamlMappingNode root => Mapping(root),
                var other => throw new YamlException(other.Start, other.End, "this is not a mapping of keys to values"),
            };
        }
        catch (YamlException exception)
        {
            throw Faults.BadYaml(name, exception.Start.Line, exception.Start.Column, exception.Message.Split('\n')[0], exception);
        }
    }

    /// <summary>Reads one plain value, as <c>--set</c> has it: a number, true, false, null, a text, or a list in brackets.</summary>
    /// <exception cref="YamlException">It is none.</exception>
    public static JsonNode? Value(string text)
    {
        var root = Document(Load(new Parser(new StringReader(text))));
        return root is null ? null : Node(root);
    }

    /// <summary>Writes settings.</summary>
    public static string Write(JsonObject settings)
    {
        var lines = new StringWriter { NewLine = "\n" };
        Write(settings, lines, 0);
        return lines.ToString();
    }

    private static YamlStream Load(Parser parser)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(parser);
            return yaml;
        }
        catch (InvalidOperationException exception)
        {
            // The library fails so on a torn list; where it was is all that is known.
            var at = parser.Current?.End ?? Mark.Empty;
            throw new YamlException(at, at, "what follows is not YAML; perhaps a bracket or a quote was left open", exception);
        }
    }

    private static YamlNode? Document(YamlStream yaml) => yaml.Documents.Count switch
    {
        0 => null,
        1 => yaml.Documents[0].RootNode,
        _ => throw new YamlException(yaml.Documents[1].RootNode.Start, yaml.Documents[1].RootNode.End, "a second document begins here; a configuration is one"),
    };

    private static JsonObject Mapping(YamlMappingNode mapping)
    {
        var json = new JsonObject();
        foreach (var (key, value) in mapping.Children)
        {
            if (key is not YamlScalarNode { Value: { Length: > 0 } name })
                throw new YamlException(key.Start, key.End, "a key must be a word");
            json[name] = Node(value);
        }
        return json;
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode mapping => Mapping(mapping),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(item => Node(item) ?? throw new YamlException(item.Start, item.End, "a list has no empty items"))]),
        YamlScalarNode scalar => Scalar(scalar),
        _ => throw new YamlException(node.Start, node.End, "a configuration has no references"),
    };

    private static JsonValue? Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any))
            return JsonValue.Create(text);
        return text switch
        {
            "" or "~" or "null" => null,
            "true" or "True" => JsonValue.Create(true),
            "false" or "False" => JsonValue.Create(false),
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
            _ when char.IsAsciiDigit(text[^1]) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            _ => JsonValue.Create(text),
        };
    }

    private static void Write(JsonObject settings, StringWriter lines, int indent)
    {
        foreach (var (key, value) in settings)
        {
            var start = new string(' ', indent) + key + ":";
            if (value is JsonObject { Count: > 0 } nested)
            {
                lines.WriteLine(start);
                Write(nested, lines, indent + 2);
            }
            else
                lines.WriteLine($"{start} {Plain(value)}");
        }
    }

    private static string Plain(JsonNode? value) => value switch
    {
        null => "null",
        JsonArray list => $"[{string.Join(", ", list.Select(Plain))}]",
        JsonValue text when text.TryGetValue<string>(out var word) => Scalar(new YamlScalarNode(word)) is { } read && read.TryGetValue<string>(out _) && IsPlain(word) ? word : text.ToJsonString(),
        _ => value.ToJsonString(),
    };

    private static bool IsPlain(string word) => word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.') && word.Length > 0 && char.IsAsciiLetter(word[0]);
}
