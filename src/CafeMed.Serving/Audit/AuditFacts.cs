using System.Collections.Immutable;
using System.Text.Json;

namespace CafeMed.Serving.Audit;

/// <summary>What may be counted of one answer without decrypting it: no code, name or text of a patient.</summary>
/// <param name="Service">The service that answered, for example <c>order-select</c>.</param>
/// <param name="Orders">How many orders were looked at: the denominator of the alert burden. 0 where the request held none.</param>
/// <param name="Cards">The cards that were shown; one that was held back as a repetition is not among them.</param>
public sealed record AuditFacts(string Service, int Orders, ImmutableArray<CardFact> Cards)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>One line of JSON, for <see cref="AuditEntry.Facts"/>.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, s_json);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <returns>The facts; <see langword="null"/> where <paramref name="json"/> says something else, which is no error: other parts may store facts of their own.</returns>
    public static AuditFacts? Parse(string? json)
    {
        if (string.IsNullOrEmpty(json))
            return null;
        try
        {
            var facts = JsonSerializer.Deserialize<AuditFacts>(json, s_json);
            return facts is { Service: not null, Cards.IsDefault: false } && facts.Cards.All(card => card is { Id: not null, Severity: not null, Rule: not null }) ? facts : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
