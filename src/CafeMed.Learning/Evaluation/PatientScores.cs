using System.Collections.Immutable;

namespace CafeMed.Learning.Evaluation;

/// <summary>What every recommender of a run reached on every held-out patient, at its own decision: enough to compare it with any other run on the same patients.</summary>
/// <param name="People">(P) a number for each patient, as in a <see cref="Fingerprint"/>; no identifier.</param>
/// <param name="Recommenders">The subject first.</param>
public sealed record PatientScores(ImmutableArray<ulong> People, ImmutableArray<PatientScores.Row> Recommenders)
{
    /// <summary>SHA-256 over the patients: equal for the same patients in any order.</summary>
    public string Digest => new Fingerprint(People).Digest;

    /// <summary>One recommender.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Jaccard">(P) mean over the patient's visits.</param>
    /// <param name="F1">(P) as Jaccard.</param>
    /// <param name="PrAuc">(P) as Jaccard; NaN where nothing was given.</param>
    /// <param name="RocAuc">(P) as PrAuc.</param>
    /// <param name="Precision">(P) as Jaccard.</param>
    /// <param name="Recall">(P) as Jaccard.</param>
    /// <param name="Proposed">(P) mean size of the sets.</param>
    /// <param name="Interacting">(P) interacting pairs, summed over visits.</param>
    /// <param name="Pairs">(P) all pairs, summed over visits.</param>
    public sealed record Row(
        string Name, double[] Jaccard, double[] F1, double[] PrAuc, double[] RocAuc, double[] Precision, double[] Recall, double[] Proposed,
        double[] Interacting, double[] Pairs)
    {
        internal static Row Of(string name, ContestantSums sums) => new(
            name, sums.Tuned.Jaccard, sums.Tuned.F1, sums.PrAuc, sums.Roc, sums.Tuned.Precision, sums.Tuned.Recall, sums.Tuned.Proposed,
            sums.Tuned.Interacting, sums.Tuned.Pairs);

        internal IEnumerable<double[]> All => [Jaccard, F1, PrAuc, RocAuc, Precision, Recall, Proposed, Interacting, Pairs];

        internal Row InOrder(int[] order) => new(
            Name, Take(Jaccard, order), Take(F1, order), Take(PrAuc, order), Take(RocAuc, order), Take(Precision, order), Take(Recall, order), Take(Proposed, order),
            Take(Interacting, order), Take(Pairs, order));

        private static double[] Take(double[] values, int[] order) => [.. order.Select(i => values[i])];
    }
}
