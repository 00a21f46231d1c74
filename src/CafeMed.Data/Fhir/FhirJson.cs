using System.Text.Json;

namespace CafeMed.Data.Fhir;

/// <summary>Looks into a resource; what is absent, or of another type than FHIR says, is absent.</summary>
internal static class FhirJson
{
    public static JsonElement Get(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) ? found : default;

    public static string? Text(this JsonElement element, string name) => element.Get(name).Text();

    public static string? Text(this JsonElement element) =>
        element.ValueKind == JsonValueKind.String && element.GetString() is { Length: > 0 } text ? text : null;

    public static IEnumerable<JsonElement> List(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>The code of a concept, whatever its system: for statuses, whose system FHIR fixes.</summary>
    public static string? Status(this JsonElement element, string name) =>
        element.Get(name).List("coding").Select(coding => coding.Text("code")).FirstOrDefault(code => code is not null);

    /// <summary>The type of a resource, after a look through all of it.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static string? TypeOf(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        string? type = null;
        while (reader.Read())
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("resourceType"u8) && reader.Read())
                type = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return type;
    }
}
