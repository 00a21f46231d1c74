using System.Text.Json;

namespace CafeMed.Data.Fhir;

/// <summary>What a reference points to.</summary>
internal static class FhirReference
{
    /// <summary>The identifier behind <c>Patient/x</c>, <c>urn:uuid:x</c> or <c>https://server/fhir/Patient/x/_history/2</c>.</summary>
    /// <param name="reference">The element; its field fixes the type.</param>
    /// <param name="type">The type that the field asks for.</param>
    /// <returns>The identifier, or <see langword="null"/> where there is none, or it is of another type.</returns>
    public static string? Target(JsonElement reference, string type)
    {
        if (reference.Text("reference") is not { } text)
            return null;
        if (text.StartsWith('#'))
            return null;
        return Tail(text, type);
    }

    /// <summary>The identifier that a URL of an entry ends with.</summary>
    public static string? Tail(string url, string type)
    {
        if (url.StartsWith("urn:uuid:", StringComparison.OrdinalIgnoreCase))
            return url[9..];
        if (url.StartsWith("urn:oid:", StringComparison.OrdinalIgnoreCase))
            return url[8..];
        var query = url.IndexOf('?', StringComparison.Ordinal);
        if (query >= 0)
            return url.IndexOf('|', query) is > 0 and var bar && url[..query].EndsWith(type, StringComparison.Ordinal) ? url[(bar + 1)..] : null;
        var parts = url.Split('/');
        var history = Array.IndexOf(parts, "_history");
        var end = history > 0 ? history : parts.Length;
        return end >= 2 && parts[end - 2] == type && parts[end - 1].Length > 0 ? parts[end - 1] : end == 1 && parts[0].Length > 0 ? parts[0] : null;
    }
}
