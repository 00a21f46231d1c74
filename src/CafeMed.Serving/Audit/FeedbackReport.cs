using System.Collections.Immutable;

namespace CafeMed.Serving.Audit;

/// <summary>What clinicians did with the cards: by service, rule, severity, week and reason. Made without decrypting anything.</summary>
/// <remarks>Each card counts once, with its last feedback. A card's rule and severity come from the record of the answer that showed it.</remarks>
public sealed record FeedbackReport
{
    /// <summary>All cards together.</summary>
    public required FeedbackGroup All { get; init; }

    /// <summary>By service, by name.</summary>
    public required ImmutableArray<FeedbackGroup> Services { get; init; }

    /// <summary>By rule, most shown first.</summary>
    public required ImmutableArray<FeedbackGroup> Rules { get; init; }

    /// <summary>By severity, most shown first.</summary>
    public required ImmutableArray<FeedbackGroup> Severities { get; init; }

    /// <summary>By ISO week (<c>2026-W48</c>) in which the card was shown, in order.</summary>
    public required ImmutableArray<FeedbackGroup> Weeks { get; init; }

    /// <summary>Reasons of dismissed cards, most frequent first.</summary>
    public required ImmutableArray<OverrideReason> Reasons { get; init; }

    /// <summary>Feedback on cards that the log shows nowhere in these days; counted nowhere else.</summary>
    public required long UnknownCards { get; init; }

    /// <summary>Feedback that a later one on the same card replaced.</summary>
    public required long Replaced { get; init; }

    /// <summary>Records whose facts have another form, so that their cards are not counted.</summary>
    public required long Unreadable { get; init; }

    /// <summary>Counts the records of <paramref name="reader"/> from one time to another.</summary>
    public static async Task<FeedbackReport> BuildAsync(AuditReader reader, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var tally = new FeedbackTally();
        await foreach (var record in reader.FactsAsync(from, to, ct).ConfigureAwait(false))
            tally.Add(record);
        return tally.Report();
    }
}
