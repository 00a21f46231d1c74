using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace CafeMed.Learning.Configuration;

/// <summary>Reads options from JSON: unknown keys, wrong types and values out of range are faults that name the key.</summary>
public static class StrictJson
{
    private static readonly JsonSerializerOptions _strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false), new JsonNodeConverter() },
    };

    /// <summary>Reads a value of <paramref name="type"/>.</summary>
    /// <param name="type">A record with <c>init</c> properties and data annotations.</param>
    /// <param name="json">The text.</param>
    /// <param name="what">What is configured, for the message.</param>
    /// <exception cref="CafeMedException"><c>CM3001</c>: an unknown key; <c>CM3002</c>: a wrong value.</exception>
    public static object Read(Type type, string json, string what)
    {
        try
        {
            if (JsonNode.Parse(json) is not JsonObject node)
                throw Faults.BadOptions(what, "the options are not an object", null);
            RefuseUnknown(type, node, "", what);
            var value = node.Deserialize(type, _strict)!;
            Validate(value, "", what);
            return value;
        }
        catch (JsonException exception)
        {
            throw Faults.BadOptions(what, Describe(exception), exception);
        }
    }

    /// <summary>Reads a <typeparamref name="T"/>; see the other overload.</summary>
    public static T Read<T>(string json, string what) => (T)Read(typeof(T), json, what);

    /// <summary>Writes <paramref name="value"/> with every property.</summary>
    public static string Write(Type type, object value) => JsonSerializer.Serialize(value, type, _strict);

    /// <summary>Writes <paramref name="value"/> with every property.</summary>
    public static string Write<T>(T value) => Write(typeof(T), value!);

    private static void RefuseUnknown(Type type, JsonObject node, string path, string what)
    {
        if (typeof(JsonNode).IsAssignableFrom(type) || type.IsGenericType)
            return;
        var known = type.GetProperties()
            .Where(property => property.CanWrite)
            .ToDictionary(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name), property => property.PropertyType, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, child) in node)
        {
            if (!known.TryGetValue(key, out var childType))
                throw Faults.UnknownOption(what, path + key, Nearest.To(key, known.Keys), known.Keys);
            if (child is JsonObject nested && childType.IsClass && childType != typeof(string))
                RefuseUnknown(childType, nested, $"{path}{key}.", what);
        }
    }

    private static void Validate(object value, string path, string what)
    {
        var results = new List<ValidationResult>();
        if (!Validator.TryValidateObject(value, new ValidationContext(value), results, validateAllProperties: true))
            throw Faults.BadOptions(what, string.Join("; ", results.Select(result => Told(result, path))), null);
        foreach (var property in value.GetType().GetProperties())
            if (property.PropertyType.IsClass && property.PropertyType.Assembly == value.GetType().Assembly && property.GetValue(value) is { } nested)
                Validate(nested, $"{path}{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}.", what);
    }

    // The annotations say "The field Batch must be ..."; people know the setting by its key.
    private static string Told(ValidationResult result, string path)
    {
        var text = (result.ErrorMessage ?? "a value is wrong").TrimEnd('.');
        if (result.MemberNames.FirstOrDefault() is not { } member)
            return path.Length == 0 ? text : $"{path.TrimEnd('.')}: {text}";
        foreach (var start in new[] { $"The field {member} ", $"The {member} field " })
            if (text.StartsWith(start, StringComparison.Ordinal))
                text = text[start.Length..];
        return $"{path}{JsonNamingPolicy.CamelCase.ConvertName(member)} {text}";
    }

    private static string Describe(JsonException exception) =>
        exception.Path is { Length: > 2 } path ? $"the value of '{path[2..]}' has the wrong type" : "the text is not JSON";

    /// <summary>Keeps a part's own options as they are: the part reads them.</summary>
    private sealed class JsonNodeConverter : JsonConverter<JsonObject>
    {
        public override JsonObject? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonNode.Parse(ref reader) as JsonObject;

        public override void Write(Utf8JsonWriter writer, JsonObject value, JsonSerializerOptions options) => value.WriteTo(writer);
    }
}
