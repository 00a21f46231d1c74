using System.Collections.Immutable;

namespace CafeMed;

/// <summary>A proposed set of medications, with the probability of every medication that could have been proposed.</summary>
/// <param name="Recommender">Who proposes.</param>
/// <param name="Medications">All medications, most probable first.</param>
/// <param name="UnknownCodes">Codes of the patient that training never saw: they were read as UNKNOWN.</param>
public sealed record Recommendation(
    string Recommender, ImmutableArray<ScoredMedication> Medications, ImmutableArray<UnknownCode> UnknownCodes)
{
    /// <summary>How much the recommender trusts its answer, or <see langword="null"/> where it does not say.</summary>
    public VisitConfidence? Confidence { get; init; }

    /// <summary>The proposed codes.</summary>
    public CodeSet Codes => CodeSet.From(Proposed.Select(medication => medication.Code));

    /// <summary>The proposed medications, most probable first.</summary>
    public IEnumerable<ScoredMedication> Proposed => Medications.Where(medication => medication.Proposed);
}
