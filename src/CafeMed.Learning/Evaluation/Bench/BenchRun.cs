using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CafeMed.Learning.Evaluation.Gates;

namespace CafeMed.Learning.Evaluation.Bench;

/// <summary>What one recommender reached on one cohort with one split: patient by patient, so that recommenders are compared on the same people.</summary>
public sealed record BenchRun
{
    /// <summary>Name of the cohort.</summary>
    public required string Cohort { get; init; }

    /// <summary>The recommender, by name.</summary>
    public required string Recommender { get; init; }

    /// <summary>What must be said in its row, or empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>What tells the split from others of the cohort, such as <c>seed 3</c> or <c>seed 3, fold 2</c>. Runs of one split tested the same people.</summary>
    public required string Split { get; init; }

    /// <summary>(P) the held-out patients.</summary>
    public required ImmutableArray<string> Patients { get; init; }

    /// <summary>(P) mean Jaccard of each patient's visits, in [0, 1].</summary>
    public required ImmutableArray<double> Jaccard { get; init; }

    /// <summary>(P) mean F1, in [0, 1].</summary>
    public required ImmutableArray<double> F1 { get; init; }

    /// <summary>(P) mean average precision, in [0, 1]; NaN where nothing was prescribed.</summary>
    public required ImmutableArray<double> PrAuc { get; init; }

    /// <summary>(P) mean number of medications proposed.</summary>
    public required ImmutableArray<double> Drugs { get; init; }

    /// <summary>(P) interacting pairs proposed.</summary>
    public required ImmutableArray<double> Interacting { get; init; }

    /// <summary>(P) pairs proposed.</summary>
    public required ImmutableArray<double> Pairs { get; init; }

    /// <summary>(P) interacting pairs really given.</summary>
    public required ImmutableArray<double> GivenInteracting { get; init; }

    /// <summary>(P) pairs really given.</summary>
    public required ImmutableArray<double> GivenPairs { get; init; }

    /// <summary>(V) how good each proposed set is expected to be: see <see cref="RiskCoverage.Confidence"/>.</summary>
    public required ImmutableArray<double> Confidence { get; init; }

    /// <summary>(V) how good it was: Jaccard, in [0, 1].</summary>
    public required ImmutableArray<double> Reached { get; init; }

    /// <summary>How its probabilities compare with what happened.</summary>
    public required ImmutableArray<ReliabilityBin> Reliability { get; init; }

    /// <summary>Whether its gates follow the patients; <see langword="null"/> where it has none.</summary>
    public GateAgreement? Gates { get; init; }

    /// <summary>What tuning chose, by path; empty where the settings as given were best, or nothing was tuned.</summary>
    public required JsonObject Settings { get; init; }

    /// <summary>Trials of its tuning.</summary>
    public required int Trials { get; init; }

    /// <summary>Epochs of all trials, and of the last fit.</summary>
    public required int Epochs { get; init; }

    /// <summary>Seconds of all trials, the last fit and the measuring.</summary>
    public required double Seconds { get; init; }
}
