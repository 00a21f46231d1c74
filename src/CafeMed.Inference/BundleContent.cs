namespace CafeMed.Inference;

/// <summary>What goes into a bundle.</summary>
public sealed record BundleContent
{
    /// <summary>The run's name.</summary>
    public required string Name { get; init; }

    /// <summary>The network, by name.</summary>
    public required string Network { get; init; }

    /// <summary>The version of the program that writes.</summary>
    public required string Program { get; init; }

    /// <summary>Whether the people behind it are made up.</summary>
    public required bool Synthetic { get; init; }

    /// <summary>The network as ONNX: inputs and outputs as docs/bundle.md lists them.</summary>
    public required ReadOnlyMemory<byte> Onnx { get; init; }

    /// <summary>The columns; of the training patients' fingerprint only the digest is written.</summary>
    public required Vocabularies Vocabularies { get; init; }

    /// <summary>The effects that the network started from.</summary>
    public required CausalEffects Effects { get; init; }

    /// <summary>The interactions.</summary>
    public required InteractionGraph Graph { get; init; }

    /// <summary>SHA-256 over the facts behind them, or <see langword="null"/>.</summary>
    public string? InteractionsDigest { get; init; }

    /// <summary>How a set is chosen.</summary>
    public required Decision Decision { get; init; }

    /// <summary>What was measured of its decisions on patients that training did not see.</summary>
    public required DecisionKnowledge Certainty { get; init; }

    /// <summary>ATC level of the recommendation.</summary>
    public required int Level { get; init; }

    /// <summary>Which codes of a visit its recommendation may see.</summary>
    public VisitTrack Track { get; init; }

    /// <summary>Pairs count from this severity on.</summary>
    public required Severity InteractionSeverity { get; init; }

    /// <summary>Safety rules that are switched off or have another level.</summary>
    public required IReadOnlyDictionary<string, RuleOptions> Rules { get; init; }

    /// <summary>What codes are called.</summary>
    public required IReadOnlyDictionary<Code, string> Names { get; init; }

    /// <summary>The texts, by name of the entry: card, report, receipts, bill of materials (<see cref="BundleEntries"/>).</summary>
    public required IReadOnlyDictionary<string, string> Texts { get; init; }
}
