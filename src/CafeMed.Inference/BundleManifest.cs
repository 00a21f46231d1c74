using System.Collections.Immutable;

namespace CafeMed.Inference;

/// <summary>What a bundle is: its signed first page.</summary>
public sealed record BundleManifest
{
    /// <summary>The kind of file.</summary>
    public const string CurrentKind = "cafemed-bundle";

    /// <summary>The version of the format that this program writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Always <see cref="CurrentKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The version of the format.</summary>
    public required int Format { get; init; }

    /// <summary>The run's name.</summary>
    public required string Name { get; init; }

    /// <summary>The network, by name: the recommender's name on advice.</summary>
    public required string Network { get; init; }

    /// <summary>The version of the program that wrote the file.</summary>
    public required string Program { get; init; }

    /// <summary>When the file was written, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Medications that can be recommended.</summary>
    public required int Medications { get; init; }

    /// <summary>ATC level of the recommendation.</summary>
    public required int Level { get; init; }

    /// <summary>Whether the people behind it are made up.</summary>
    public required bool Synthetic { get; init; }

    /// <summary>SHA-256 over the fingerprint of the training patients, in hexadecimal (<see cref="Fingerprint.Digest"/>).</summary>
    public required string TrainingPatients { get; init; }

    /// <summary>The interaction facts by name, date and licence of their sources.</summary>
    public required string Interactions { get; init; }

    /// <summary>SHA-256 over those facts, in hexadecimal; <see langword="null"/> where the run does not say.</summary>
    public string? InteractionsDigest { get; init; }

    /// <summary>Every other entry but the signature, by name.</summary>
    public required ImmutableArray<BundleEntry> Entries { get; init; }
}
