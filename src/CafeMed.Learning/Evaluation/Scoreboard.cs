using System.Collections.Immutable;

namespace CafeMed.Learning.Evaluation;

/// <summary>What came out on the held-out patients: one row per recommender, all on the same visits and the same bootstrap draws.</summary>
/// <param name="Subject">The recommender that the paired differences are measured from: the network that was trained.</param>
/// <param name="Rows">One per recommender.</param>
/// <param name="Patients">Held-out patients.</param>
/// <param name="Visits">Their visits.</param>
/// <param name="Medications">Medications that can be proposed.</param>
/// <param name="PrescribedInteractionRate">The same interaction rate over what was really prescribed.</param>
/// <param name="PrescribedPerVisit">Medications really prescribed per visit.</param>
/// <param name="OutsideVocabulary">Share in [0, 1] of prescribed medications that training never saw; they count as missed.</param>
/// <param name="Reliability">How the subject's probabilities compare with what happened.</param>
public sealed record Scoreboard(
    string Subject, ImmutableArray<ScoreRow> Rows, int Patients, int Visits, int Medications, double PrescribedInteractionRate,
    double PrescribedPerVisit, double OutsideVocabulary, ImmutableArray<ReliabilityBin> Reliability)
{
    /// <summary>The severity-weighted interaction rate of what was really prescribed, in [0, 1].</summary>
    public double PrescribedWeightedRate { get; init; } = double.NaN;

    /// <summary>The interaction rate of what was really prescribed, over its chance level.</summary>
    public double PrescribedOverChance { get; init; } = double.NaN;

    /// <summary>Which codes of a visit its recommendation was shown.</summary>
    public VisitTrack Track { get; init; }

    /// <summary>Codes of the held-out visits that the track does not show.</summary>
    public int Hidden { get; init; }

    /// <summary>SHA-256 over who was held out: equal for the same patients.</summary>
    public string PatientsDigest { get; init; } = "";
}
