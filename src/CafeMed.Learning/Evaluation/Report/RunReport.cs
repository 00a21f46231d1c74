using System.Collections.Immutable;
using CafeMed.Learning.Evaluation.Gates;
using CafeMed.Learning.Evaluation.Selective;
using CafeMed.Learning.Training;

namespace CafeMed.Learning.Evaluation.Report;

/// <summary>Everything that the report of a run shows. Nothing is computed anew: what is not given is said to be missing.</summary>
public sealed record RunReport
{
    /// <summary>The run's name: that of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>What the run is about, in one line.</summary>
    public required string Title { get; init; }

    /// <summary>When the run started, as text in UTC, such as <c>2026-03-01 09:30 UTC</c>.</summary>
    public required string Utc { get; init; }

    /// <summary>The seed of everything drawn by chance.</summary>
    public required int Seed { get; init; }

    /// <summary>The resolved configuration, as YAML.</summary>
    public required string Configuration { get; init; }

    /// <summary>Who was studied.</summary>
    public required CohortSummary Cohort { get; init; }

    /// <summary>What came out on the held-out patients.</summary>
    public required Scoreboard Scores { get; init; }

    /// <summary>Whether the run follows the field's protocol, so that its numbers are shown as the field reports them too.</summary>
    public bool AsTheField { get; init; }

    /// <summary>How training went; empty where nothing was trained.</summary>
    public ImmutableArray<EpochReport> Epochs { get; init; } = [];

    /// <summary>Whether the gates follow the patients, or <see langword="null"/> where the network has no gates or nobody asked.</summary>
    public GateAgreement? Gates { get; init; }

    /// <summary>What is promised with an answer, and whether it held; <see langword="null"/> where nobody looked.</summary>
    public DecisionReview? Decisions { get; init; }

    /// <summary>One held-out patient's advice, or <see langword="null"/> where none was asked for.</summary>
    public Advice? Advice { get; init; }

    /// <summary>That patient with medications at the level of the advice; identifiers are shown as they stand, dates only as days since the first visit.</summary>
    public Patient? Patient { get; init; }

    /// <summary>The name of a code, for people. By default its value.</summary>
    public Func<Code, string> Label { get; init; } = code => code.Value;

    /// <summary>Where the knowledge and the program come from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>What a reader must know before trusting a number, one sentence each.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];
}
