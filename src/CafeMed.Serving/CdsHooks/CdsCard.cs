using System.Text.Json;
using System.Text.Json.Serialization;

namespace CafeMed.Serving.CdsHooks;

/// <summary>A card of CDS Hooks 2.0. What is absent is left out: the standard forbids null and empty members.</summary>
internal sealed record CdsCard(string Uuid, string Summary, string Detail, string Indicator, CdsCard.CardSource Source)
{
    private const int Longest = 139;

    /// <summary>What can be done with one click.</summary>
    public IReadOnlyList<Suggestion>? Suggestions { get; init; }

    /// <summary>at-most-one or any; there with suggestions alone.</summary>
    public string? SelectionBehavior { get; init; }

    /// <summary>Why a clinician may decide otherwise.</summary>
    public IReadOnlyList<Coding>? OverrideReasons { get; init; }

    /// <summary>Where more stands.</summary>
    public IReadOnlyList<Link>? Links { get; init; }

    /// <summary>The rule that raised it, for what is counted; not sent.</summary>
    [JsonIgnore]
    public string Rule { get; init; } = "";

    /// <summary>By what it is known as the same alert; not sent.</summary>
    [JsonIgnore]
    public string? Key { get; init; }

    /// <summary>A summary of fewer than 140 characters.</summary>
    public static string Short(string text) => text.Length <= Longest ? text : $"{text[..(char.IsHighSurrogate(text[Longest - 2]) ? Longest - 2 : Longest - 1)].TrimEnd()}…";

    /// <summary>The indicator of a severity.</summary>
    public static string Of(Severity severity) => severity switch { Severity.Contraindicated => "critical", Severity.Warning => "warning", _ => "info" };

    internal sealed record CardSource(string Label, string? Url = null, Coding? Topic = null);

    internal sealed record Coding(string System, string Code, string Display);

    internal sealed record Suggestion(string Label, string Uuid, IReadOnlyList<Action> Actions, bool? IsRecommended = null);

    internal sealed record Action(string Type, string Description, JsonElement? Resource = null, string? ResourceId = null);

    internal sealed record Link(string Label, string Url, string Type);
}
