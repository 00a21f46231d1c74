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

    /// <summary>Date or version of that source; empty where it has none.</summary>
    public string Version { get; init; } = "";

    /// <summary>Why, in one word of the closed list.</summary>
    public Mechanism Mechanism { get; init; }

    /// <summary>What to do about it, in a sentence or two; empty where the rule has nothing to say.</summary>
    public string Management { get; init; } = "";

    /// <summary>What every source says, where more than one speaks of it; the highest level counts. Empty where there is one source.</summary>
    public ImmutableArray<SourcedLevel> Levels { get; init; } = [];

    /// <summary>The interaction behind it, where it is one.</summary>
    public Interaction? Interaction { get; init; }

    /// <summary>Whether it holds for some members of a proposed group alone, so that another member may do.</summary>
    public bool Partial { get; init; }
}
