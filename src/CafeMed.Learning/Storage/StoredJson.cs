using System.Text.Json;
using System.Text.Json.Serialization;

namespace CafeMed.Learning.Storage;

/// <summary>Records as texts of a file: what must be there and is not is damage, and not a null that breaks something later.</summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions _complete = new()
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, _complete);

    /// <exception cref="InvalidDataException">There is no such text.</exception>
    /// <exception cref="JsonException">It is not what was written.</exception>
    public static T Read<T>(IReadOnlyDictionary<string, string> texts, string name) =>
        JsonSerializer.Deserialize<T>(texts.Take(name), _complete) ?? throw new JsonException($"'{name}' is empty.");

    /// <summary>The text <paramref name="name"/>.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static string Take(this IReadOnlyDictionary<string, string> texts, string name) =>
        texts.TryGetValue(name, out var text) ? text : throw new InvalidDataException($"The text '{name}' is missing.");
}
