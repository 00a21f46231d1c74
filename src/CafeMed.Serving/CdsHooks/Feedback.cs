using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CafeMed.Data.Fhir;
using CafeMed.Serving.Audit;
using CafeMed.Serving.Json;

namespace CafeMed.Serving.CdsHooks;

/// <summary>Reads what became of cards.</summary>
internal static class Feedback
{
    private const int Most = 100;
    private const int LongestComment = 4000;

    /// <summary>Reads a request of feedback.</summary>
    /// <param name="body">The request.</param>
    /// <param name="service">The service that gave the cards.</param>
    /// <param name="subjectOf">Whom a card was about.</param>
    /// <exception cref="RefusedException">400: it is none.</exception>
    public static ImmutableArray<FeedbackEntry> Read(ReadOnlyMemory<byte> body, string service, Func<string, string> subjectOf)
    {
        using var document = RequestReading.Document(body);
        var list = document.RootElement.Get("feedback");
        return list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > Most
            ? throw Bad("$.feedback")
            : [.. list.EnumerateArray().Select((one, at) => One(one, $"$.feedback[{at}]", service, subjectOf))];
    }

    private static FeedbackEntry One(JsonElement one, string path, string service, Func<string, string> subjectOf)
    {
        if (!Guid.TryParse(one.Text("card"), out var card))
            throw Bad($"{path}.card");
        var outcome = one.Text("outcome") switch
        {
            "accepted" => FeedbackOutcome.Accepted, "overridden" => FeedbackOutcome.Overridden, _ => throw Bad($"{path}.outcome"),
        };
        if (!DateTimeOffset.TryParse(one.Text("outcomeTimestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            throw Bad($"{path}.outcomeTimestamp");
        var accepted = one.List("acceptedSuggestions").Select(suggestion => suggestion.Text("id")).Take(Most).ToArray();
        if (accepted.Any(id => !Guid.TryParse(id, out _)))
            throw Bad($"{path}.acceptedSuggestions");
        var reason = one.Get("overrideReason");
        if (reason.Text("userComment") is { Length: > LongestComment })
            throw Bad($"{path}.overrideReason.userComment");
        var (system, code, comment) = Reason(reason);
        return new FeedbackEntry(service, card.ToString(), outcome, [.. accepted.Select(id => Guid.Parse(id!).ToString())], system, code, comment, at, subjectOf(card.ToString()));
    }

    // A reason of our list may stand in the clear; any other text could be about the patient, and goes with the comment.
    private static (string? System, string? Code, string? Comment) Reason(JsonElement given)
    {
        var (reason, comment) = (given.Get("reason"), given.Text("userComment"));
        if (reason.Text("code") is not { } code)
            return (null, null, comment);
        if (reason.Text("system") is null or OverrideReasons.System && OverrideReasons.All.Any(one => one.Code == code))
            return (OverrideReasons.System, code, comment);
        return (OverrideReasons.System, "other", string.Join(" ", new[] { comment, $"[{Fhir.FhirDrugReading.Cut($"{reason.Text("system")}|{code} {reason.Text("display")}")}]" }.Where(text => text is not null)));
    }

    private static RefusedException Bad(string path) => new(400, CdsFaults.BadFeedback(path));
}
