using System.Text.Json;

namespace CafeMed.Serving.Audit;

/// <summary>What may be counted of a feedback.</summary>
internal sealed record FeedbackFacts(string Service, string Card, bool Accepted, int Suggestions, string? ReasonSystem, string? ReasonCode)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    public string ToJson() => JsonSerializer.Serialize(this, s_json);

    public static FeedbackFacts? Parse(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<FeedbackFacts>(json, s_json) is { Service: not null, Card: not null } facts ? facts : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
