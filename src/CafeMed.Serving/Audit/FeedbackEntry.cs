using System.Collections.Immutable;

namespace CafeMed.Serving.Audit;

/// <summary>What became of one card.</summary>
/// <param name="Service">Identifier of the service that gave the card, for example <c>order-select</c>; stored in clear.</param>
/// <param name="Card">The card's uuid; stored in clear.</param>
/// <param name="Outcome">What the clinician did.</param>
/// <param name="AcceptedSuggestions">Identifiers of the suggestions taken; empty where none was.</param>
/// <param name="ReasonSystem">Code system of the override reason; <see langword="null"/> where none was given. Stored in clear.</param>
/// <param name="ReasonCode">Code of the override reason; <see langword="null"/> where none was given. Stored in clear: a code from the list that the card offered.</param>
/// <param name="Comment">The clinician's words; may be personal and is stored encrypted under the subject's key. <see langword="null"/> where none was given.</param>
/// <param name="At">When it happened, as the client says it.</param>
/// <param name="Subject">Whom the card was about; empty where the server no longer knows. Stored as a keyed pseudonym only.</param>
public sealed record FeedbackEntry(
    string Service,
    string Card,
    FeedbackOutcome Outcome,
    ImmutableArray<string> AcceptedSuggestions,
    string? ReasonSystem,
    string? ReasonCode,
    string? Comment,
    DateTimeOffset At,
    string Subject);
