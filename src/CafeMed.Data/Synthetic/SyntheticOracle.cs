namespace CafeMed.Data.Synthetic;

/// <summary>What the best possible recommender reaches: one that knows every true probability and proposes the set of largest expected Jaccard.</summary>
/// <remarks>Means over visits within a patient, then over patients. The set of largest expected Jaccard is a prefix of the drugs by falling probability, because drugs are independent given the state and the history.</remarks>
/// <param name="Jaccard">Jaccard of the oracle, in [0, 1].</param>
/// <param name="F1">F1 of the oracle, in [0, 1].</param>
/// <param name="JaccardWithoutModifiers">The same where every effect is the same for all: its multiplier is the mean over the visits that have the code, and each drug's rate is kept.</param>
/// <param name="F1WithoutModifiers">F1 of that one.</param>
/// <param name="Visits">Visits that were scored.</param>
public sealed record SyntheticOracle(double Jaccard, double F1, double JaccardWithoutModifiers, double F1WithoutModifiers, int Visits);
