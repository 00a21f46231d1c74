namespace CafeMed;

/// <summary>How good one proposed set is, beside what was prescribed.</summary>
/// <param name="Jaccard">Shared over united medications, in [0, 1]; 1 where both are empty.</param>
/// <param name="F1">Harmonic mean of precision and recall, in [0, 1].</param>
/// <param name="PrAuc">Average precision of the ranking, in [0, 1]; NaN where nothing was prescribed.</param>
/// <param name="Proposed">Proposed medications.</param>
/// <param name="Prescribed">Prescribed medications, those outside the vocabulary included.</param>
/// <param name="InteractingPairs">Expected interacting pairs among the proposed.</param>
/// <param name="Pairs">All pairs among the proposed.</param>
public readonly record struct VisitScore(
    double Jaccard, double F1, double PrAuc, int Proposed, int Prescribed, double InteractingPairs, double Pairs);
