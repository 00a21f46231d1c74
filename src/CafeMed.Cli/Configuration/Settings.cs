using System.Text.Json.Nodes;
using CafeMed.Learning.Configuration;
using CafeMed.Learning.Studies;
using CafeMed.Safety;
using YamlDotNet.Core;

namespace CafeMed.Cli.Configuration;

/// <summary>Puts a study's options together: defaults, then the file, then each <c>--set</c>, then options of their own such as <c>--epochs</c>.</summary>
internal sealed class Settings
{
    private readonly JsonObject _settings = [];

    /// <summary>Lays a file over what is there.</summary>
    /// <exception cref="CafeMedException"><c>CM7006</c>, <c>CM7009</c>, <c>CM7014</c>: it cannot be read.</exception>
    public Settings Add(FileInfo? file)
    {
        if (file is not null)
            Merge(_settings, YamlText.Read(file));
        return this;
    }

    /// <summary>Lays <c>key.key=value</c> texts over what is there.</summary>
    /// <exception cref="CafeMedException"><c>CM7007</c>: one has another form.</exception>
    public Settings Add(IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            var keys = equals < 0 ? [] : text[..equals].Split('.');
            if (equals < 0)
                throw Faults.BadSetting(text, "it has no '='");
            if (keys.Any(string.IsNullOrWhiteSpace))
                throw Faults.BadSetting(text, "a key is empty");
            Set(keys, Value(text, text[(equals + 1)..]), text);
        }
        return this;
    }

    /// <summary>Sets one key, where <paramref name="value"/> was given.</summary>
    public Settings Set(string path, JsonNode? value)
    {
        if (value is not null)
            Set(path.Split('.'), value, path);
        return this;
    }

    /// <summary>Takes a section out, for whom it is; <see langword="null"/> where there is none.</summary>
    /// <exception cref="CafeMedException"><c>CM7007</c>: it is a value, not keys.</exception>
    public JsonObject? Take(string key)
    {
        if (!_settings.Remove(key, out var section))
            return null;
        return section as JsonObject ?? throw Faults.BadSetting(key, "it has a value, not keys below it");
    }

    /// <summary>The options, with every default written out.</summary>
    /// <exception cref="CafeMedException"><c>CM2002</c>, <c>CM3001</c>, <c>CM3002</c>: a name, key or value is wrong.</exception>
    public StudyOptions Resolve()
    {
        var options = Study.Resolve(StrictJson.Read<StudyOptions>(_settings.ToJsonString(), "study"));
        SafetyRules.Require(options.Rules);
        return options;
    }

    /// <summary>Options of a server or another part, with every default.</summary>
    /// <exception cref="CafeMedException"><c>CM3001</c>, <c>CM3002</c>: a key or value is wrong.</exception>
    public T Read<T>(string what) => StrictJson.Read<T>(_settings.ToJsonString(), what);

    /// <summary>What is said of rules, over what is <paramref name="stored"/>; other settings are a study's and not read.</summary>
    /// <exception cref="CafeMedException"><c>CM2002</c>, <c>CM3002</c>: a name, key or value is wrong.</exception>
    public IReadOnlyDictionary<string, RuleOptions> Rules(IReadOnlyDictionary<string, RuleOptions> stored)
    {
        var rules = ToJson(new StudyOptions { Rules = stored })["rules"]!.AsObject();
        if (_settings["rules"] is JsonObject own)
            Merge(rules, own);
        var merged = StrictJson.Read<StudyOptions>(new JsonObject { ["rules"] = rules.DeepClone() }.ToJsonString(), "rules").Rules;
        SafetyRules.Require(merged);
        return merged;
    }

    /// <summary>The options of a run that is to be resumed, if nothing that was said differs from them.</summary>
    /// <exception cref="CafeMedException"><c>CM7011</c>: something differs.</exception>
    public StudyOptions Agreeing(StudyOptions stored)
    {
        var after = ToJson(stored);
        Merge(after, _settings);
        RefuseChange(stored, Study.Resolve(StrictJson.Read<StudyOptions>(after.ToJsonString(), "study")));
        return stored;
    }

    /// <summary>Does nothing where <paramref name="asked"/> is what is <paramref name="stored"/>.</summary>
    /// <exception cref="CafeMedException"><c>CM7011</c>: something differs.</exception>
    public static void RefuseChange(StudyOptions stored, StudyOptions asked)
    {
        foreach (var (key, old, now) in Differences(ToJson(stored), ToJson(asked), ""))
            throw Faults.OptionsChanged(key, old, now);
    }

    /// <summary>Options as JSON with every key.</summary>
    public static JsonObject ToJson(StudyOptions options) => (JsonObject)JsonNode.Parse(StrictJson.Write(options))!;

    private static JsonNode? Value(string text, string value)
    {
        try
        {
            return YamlText.Value(value);
        }
        catch (YamlException exception)
        {
            throw Faults.BadSetting(text, $"'{value}' is not a YAML value: {exception.Message.Split('\n')[0].TrimEnd('.')}");
        }
    }

    private void Set(string[] keys, JsonNode? value, string text)
    {
        var at = _settings;
        foreach (var key in keys[..^1])
        {
            if (at[key] is null)
                at[key] = new JsonObject();
            at = at[key] as JsonObject ?? throw Faults.BadSetting(text, $"'{key}' has a value, not keys below it");
        }
        at[keys[^1]] = value;
    }

    private static void Merge(JsonObject under, JsonObject over)
    {
        foreach (var (key, value) in over)
        {
            if (value is JsonObject nested && under[key] is JsonObject deeper)
                Merge(deeper, nested);
            else
                under[key] = value?.DeepClone();
        }
    }

    private static IEnumerable<(string Key, string Old, string Now)> Differences(JsonObject before, JsonObject after, string path)
    {
        foreach (var key in before.Select(pair => pair.Key).Union(after.Select(pair => pair.Key)))
        {
            if (before[key] is JsonObject old && after[key] is JsonObject now)
            {
                foreach (var deeper in Differences(old, now, $"{path}{key}."))
                    yield return deeper;
            }
            else if (!JsonNode.DeepEquals(before[key], after[key]))
                yield return ($"{path}{key}", before[key]?.ToJsonString() ?? "null", after[key]?.ToJsonString() ?? "null");
        }
    }
}
