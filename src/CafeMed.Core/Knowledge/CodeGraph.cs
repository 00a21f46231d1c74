using System.Collections.Immutable;

namespace CafeMed;

/// <summary>Which groups of diagnoses and procedures depend on each other directly, learned once from training patients: never from one visit, and never with its drugs.</summary>
/// <param name="FittedOn">The training patients.</param>
/// <param name="Nodes">The groups, by tier.</param>
/// <param name="Edges">What is kept, the most frequent first; directed edges make no circle.</param>
public sealed record CodeGraph(Fingerprint FittedOn, ImmutableArray<CodeGraphNode> Nodes, ImmutableArray<CodeGraphEdge> Edges)
{
    /// <summary>What a leak refusal calls it.</summary>
    public const string Knowledge = "roles of diagnoses and procedures";

    /// <summary>Training visits.</summary>
    public int Visits { get; init; }

    /// <summary>Training patients, who are resampled whole.</summary>
    public int Patients { get; init; }

    /// <summary>How often patients were resampled.</summary>
    public int Resamples { get; init; }

    /// <summary>Edges and directions are kept from this share of the resamples on.</summary>
    public double KeptFrom { get; init; }

    /// <summary>Groups without a node: too few visits have them or lack them, or there were more than fit.</summary>
    public int LeftOut { get; init; }

    /// <summary>What decided the resamples.</summary>
    public int Seed { get; init; }

    /// <summary>Does nothing where none of <paramref name="patients"/> took part.</summary>
    /// <exception cref="CafeMedException"><c>CM2008</c>: some took part; the message names the graph.</exception>
    public void Refuse(IReadOnlyCollection<Patient> patients) => FittedOn.Refuse(Knowledge, patients);
}
