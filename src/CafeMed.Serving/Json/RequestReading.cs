using System.Text.Json;
using System.Text.Unicode;

namespace CafeMed.Serving.Json;

/// <summary>Reads what was sent; what is not understood is refused with its place, and without the value.</summary>
internal static class RequestReading
{
    /// <summary>The document of <paramref name="body"/>, whose root is an object.</summary>
    /// <exception cref="RefusedException">400: it is none.</exception>
    public static JsonDocument Document(ReadOnlyMemory<byte> body)
    {
        try
        {
            if (!Utf8.IsValid(body.Span))
                throw new RefusedException(400, ServingFaults.NotJson("it is not UTF-8", null));
            var document = JsonDocument.Parse(body, ServingJson.Reading);
            // Half a character (one of a surrogate pair) is found now, and not when somebody reads it.
            if (body.Span.IndexOf("\\ud"u8) >= 0 || body.Span.IndexOf("\\uD"u8) >= 0)
                Walk(document.RootElement);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
            document.Dispose();
        }
        catch (InvalidOperationException exception)
        {
            throw new RefusedException(400, ServingFaults.NotJson("a text in it has half a character", exception));
        }
        catch (JsonException exception)
        {
            throw new RefusedException(400, ServingFaults.NotJson(Place(exception), exception));
        }
        throw new RefusedException(400, ServingFaults.NotJson("its root is no object", null));
    }

    /// <summary>Whether the root of <paramref name="body"/> has a member; what it holds is not kept.</summary>
    /// <exception cref="RefusedException">400: it is no object.</exception>
    public static bool HasMember(ReadOnlyMemory<byte> body, ReadOnlySpan<byte> name)
    {
        try
        {
            var has = false;
            var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = ServingJson.Reading.MaxDepth });
            if (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    has |= reader.ValueTextEquals(name);
                    reader.Skip();
                }
                // Nothing may follow: it is refused by this.
                reader.Read();
                return has;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Whoever reads it whole says what is wrong with it.
        }
        using var document = Document(body);
        return document.RootElement.TryGetProperty(name, out _);
    }

    /// <summary>A <typeparamref name="T"/> of <paramref name="body"/>.</summary>
    /// <exception cref="RefusedException">400: it is no JSON; 422: it is another thing.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> body)
    {
        using var document = Document(body);
        try
        {
            return document.RootElement.Deserialize<T>(ServingJson.Rest)!;
        }
        catch (JsonException exception)
        {
            throw new RefusedException(422, ServingFaults.WrongShape(exception.Path ?? "$", exception));
        }
    }

    /// <summary>Refuses members of <paramref name="element"/> that are not <paramref name="known"/>.</summary>
    /// <exception cref="RefusedException">422: one is not.</exception>
    public static void Only(JsonElement element, string path, params ReadOnlySpan<string> known)
    {
        foreach (var property in element.EnumerateObject())
            if (!known.Contains(property.Name))
                throw new RefusedException(422, ServingFaults.UnknownMember(path, property.Name, Nearest.To(property.Name, known.ToArray()), known.ToArray()));
    }

    private static void Walk(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String)
            _ = element.GetString();
        else if (element.ValueKind == JsonValueKind.Array)
            foreach (var item in element.EnumerateArray())
                Walk(item);
        else if (element.ValueKind == JsonValueKind.Object)
            foreach (var property in element.EnumerateObject())
            {
                _ = property.Name;
                Walk(property.Value);
            }
    }

    private static string Place(JsonException exception) => exception is { LineNumber: { } line, BytePositionInLine: { } column }
        ? $"line {line + 1}, byte {column + 1} was not expected"
        : "it cannot be read";
}
