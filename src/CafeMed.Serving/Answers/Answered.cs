using System.Collections.Immutable;

namespace CafeMed.Serving.Answers;

/// <summary>An answer with all that is needed to give it again.</summary>
/// <param name="Kind">What was asked; see <see cref="AnswerKinds"/>.</param>
/// <param name="Subject">Identifier of the patient, or empty where there is none.</param>
/// <param name="Input">What was asked, whole: the same input gives the same answer.</param>
/// <param name="Body">The answer as it is sent, UTF-8 JSON.</param>
public sealed record Answered(string Kind, string Subject, ReadOnlyMemory<byte> Input, ReadOnlyMemory<byte> Body)
{
    /// <summary>What may be counted of it without its contents (see <see cref="Audit.AuditFacts"/>), as JSON; <see langword="null"/> where there is nothing.</summary>
    public string? Facts { get; init; }

    // Alerts that it tells of, and the uuid and indicator of each card.
    internal ImmutableArray<string> Shown { get; init; } = [];

    internal ImmutableArray<(string Uuid, string Indicator)> Cards { get; init; } = [];
}
