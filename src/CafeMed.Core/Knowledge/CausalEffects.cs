using System.Collections.Immutable;

namespace CafeMed;

/// <summary>Estimated effects of diagnoses, procedures and context on medications, with the patients they were fitted on.</summary>
/// <param name="Estimator">Name of the part that estimated them.</param>
/// <param name="FittedOn">The training patients.</param>
/// <param name="Channels">One per kind of treatment.</param>
public sealed record CausalEffects(string Estimator, Fingerprint FittedOn, ImmutableArray<EffectChannel> Channels)
{
    /// <summary>What was adjusted for; <see langword="null"/> where nothing was.</summary>
    public EffectTrack? Track { get; init; }

    /// <summary>Roles of diagnoses and procedures among themselves, learned beside the effects; <see langword="null"/> where they were not. No estimator uses them.</summary>
    public CodeGraph? Graph { get; init; }

    /// <summary>The effects of categories of diagnoses and procedures (<see cref="CodeCategories"/>), which rare codes are pooled to and networks share; <see langword="null"/> where they were not estimated. Not one of the channels: its pairs are not further findings.</summary>
    public EffectChannel? Categories { get; init; }

    /// <summary>The channel of <paramref name="kind"/>, or <see langword="null"/> where none was estimated.</summary>
    public EffectChannel? Of(CodeKind kind) => kind == CodeKind.Category ? Categories : Channels.FirstOrDefault(channel => channel.Treatments.Kind == kind);
}
