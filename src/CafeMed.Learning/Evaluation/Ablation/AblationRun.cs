using System.Collections.Immutable;
using CafeMed.Learning.Evaluation.Gates;

namespace CafeMed.Learning.Evaluation.Ablation;

/// <summary>What one variant reached with one seed, patient by patient, so that variants can be compared on the same people.</summary>
public sealed record AblationRun
{
    /// <summary>The variant, by name.</summary>
    public required string Variant { get; init; }

    /// <summary>The seed of the study.</summary>
    public required int Seed { get; init; }

    /// <summary>(P) the held-out patients.</summary>
    public required ImmutableArray<string> Patients { get; init; }

    /// <summary>(P) mean Jaccard of each patient's visits, in [0, 1].</summary>
    public required ImmutableArray<double> Jaccard { get; init; }

    /// <summary>(P) mean F1, in [0, 1].</summary>
    public required ImmutableArray<double> F1 { get; init; }

    /// <summary>(P) mean average precision, in [0, 1]; NaN where nothing was prescribed.</summary>
    public required ImmutableArray<double> PrAuc { get; init; }

    /// <summary>(P) mean Jaccard of the network without the linear tower, in [0, 1].</summary>
    public required ImmutableArray<double> Alone { get; init; }

    /// <summary>(P) interacting pairs proposed.</summary>
    public required ImmutableArray<double> Interacting { get; init; }

    /// <summary>(P) pairs proposed.</summary>
    public required ImmutableArray<double> Pairs { get; init; }

    /// <summary>Epochs that were trained.</summary>
    public required int Epochs { get; init; }

    /// <summary>Whether the gates follow the patients; <see langword="null"/> where the variant has no gates.</summary>
    public GateAgreement? Gates { get; init; }

    /// <summary>The agreement on every resampling; <see langword="null"/> where the variant has no gates.</summary>
    public GateDraws? Draws { get; init; }
}
