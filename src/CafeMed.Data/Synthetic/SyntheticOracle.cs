namespace CafeMed.Data.Synthetic;

/// <summary>What the best possible recommenders reach, against what is recorded; each proposes the set of largest expected Jaccard of its probabilities.</summary>
/// <remarks>
/// <para>Means over visits within a patient, then over patients. The set of largest expected Jaccard is a prefix of the drugs by falling probability, because drugs are independent given the state and the history.</para>
/// <para><see cref="Jaccard"/> is out of reach: it knows hidden clusters, severity, and what was left out of the record. <see cref="RecordedJaccard"/> is reached by a rule that knows the model and
/// sees only the record, hidden variables integrated out; the best that a learner could reach with any number of patients lies between the two. Compare a learner with <see cref="RecordedJaccard"/>.</para>
/// </remarks>
/// <param name="Jaccard">Jaccard of the oracle that knows every true probability, in [0, 1].</param>
/// <param name="F1">F1 of that one, in [0, 1].</param>
/// <param name="JaccardWithoutModifiers">The same where every effect is the same for all: its multiplier is the mean over the visits that have the code, and each drug's rate is kept.</param>
/// <param name="F1WithoutModifiers">F1 of that one.</param>
/// <param name="Visits">Visits that were scored: all, or those of the first 10,000 people.</param>
public sealed record SyntheticOracle(double Jaccard, double F1, double JaccardWithoutModifiers, double F1WithoutModifiers, int Visits)
{
    /// <summary>Jaccard of the oracle that knows the model and sees only the record, in [0, 1].</summary>
    public double RecordedJaccard { get; init; }

    /// <summary>F1 of that one.</summary>
    public double RecordedF1 { get; init; }
}
