using System.Collections.Immutable;

namespace CafeMed;

/// <summary>One objection to a recommendation.</summary>
/// <param name="Severity">How loud.</param>
/// <param name="Codes">The proposed medications it is about.</param>
/// <param name="Message">One sentence for a clinician.</param>
public sealed record Finding(Severity Severity, ImmutableArray<Code> Codes, string Message)
{
    /// <summary>The rule that objects; set by <see cref="Advisor"/>.</summary>
    public string Rule { get; init; } = "";

    /// <summary>Where the rule's facts come from; set by <see cref="Advisor"/>.</summary>
    public string Source { get; init; } = "";

    /// <summary>The interaction behind it, where it is one.</summary>
    public Interaction? Interaction { get; init; }
}
