using System.Collections.Immutable;
using CafeMed.Data;
using CafeMed.Learning.Export.Card;
using CafeMed.Learning.Studies;

namespace CafeMed.Cli.Exports;

/// <summary>What a card is made from.</summary>
internal sealed record CardFacts
{
    /// <summary>The run's name.</summary>
    public required string Name { get; init; }

    /// <summary>The trained model.</summary>
    public required TrainedModel Model { get; init; }

    /// <summary>Where its people come from.</summary>
    public required CohortReceipt Receipt { get; init; }

    /// <summary>Whether they are made up.</summary>
    public required bool Synthetic { get; init; }

    /// <summary>metrics.json, or <see langword="null"/>.</summary>
    public string? Metrics { get; init; }

    /// <summary>Who signs the bundle.</summary>
    public required string Signer { get; init; }

    /// <summary>How the model does by group; <see langword="null"/> where the cohort was not at hand.</summary>
    public IReadOnlyList<CardGroup>? Groups { get; init; }

    /// <summary>Training patients by kind and code of their last visit; <see langword="null"/> where the cohort was not at hand.</summary>
    public IReadOnlyDictionary<CodeKind, ImmutableArray<(Code? Code, int Patients)>>? People { get; init; }

    /// <summary>What codes are called.</summary>
    public required Func<Code, string> Label { get; init; }
}
