using System.Text;
using System.Text.Json;

namespace CafeMed.Data;

/// <summary>Says in plain words where a text stops being JSON.</summary>
internal static class JsonPlace
{
    /// <summary>What is wrong with <paramref name="json"/>, which gave <paramref name="exception"/>.</summary>
    public static string Of(string json, JsonException exception)
    {
        if (string.IsNullOrWhiteSpace(json))
            return "it is empty.";
        // Both count from 0; the column counts bytes.
        if (exception is not { LineNumber: { } line, BytePositionInLine: { } column })
            return "it cannot be read.";
        var bytes = Encoding.UTF8.GetBytes(json.Split('\n').ElementAtOrDefault((int)line) ?? "");
        var rest = Encoding.UTF8.GetString(bytes.AsSpan((int)Math.Min(column, bytes.Length))).Trim();
        var before = Encoding.UTF8.GetCharCount(bytes.AsSpan(0, (int)Math.Min(column, bytes.Length)));
        var near = rest.Length == 0 ? "the text ends too early, or the line does" : $"'{(rest.Length > 20 ? rest[..20] : rest)}' was not expected";
        return $"line {line + 1}, column {before + 1}: {near}.";
    }
}
