using System.Collections.Immutable;
using CafeMed.Safety.SafeSets;

namespace CafeMed.Serving.Answers;

/// <summary>What advice is asked for.</summary>
/// <param name="Patient">The patient.</param>
internal sealed record Question(Patient Patient)
{
    /// <summary>How a safe set is to be made; <see langword="null"/> for the model's own set.</summary>
    public SafeSetOptions? Safe { get; init; }

    /// <summary>Whether reasons say how this patient turns effects up and down.</summary>
    public bool Gates { get; init; }

    /// <summary>What could not be read or mapped, in words.</summary>
    public ImmutableArray<string> NotUnderstood { get; init; } = [];

    /// <summary>What could not be had, in words.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];

    /// <summary>Drugs that are in the set whatever the model says, at its level.</summary>
    public ImmutableArray<Code> Forced { get; init; } = [];

    /// <summary>Drugs that are not in the set whatever the model says.</summary>
    public ImmutableArray<Code> Barred { get; init; } = [];
}
