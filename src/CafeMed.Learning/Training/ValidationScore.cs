using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Networks;
using CafeMed.Learning.Scoring;

namespace CafeMed.Learning.Training;

/// <summary>What decides which epoch is the best.</summary>
internal static class ValidationScore
{
    /// <summary>Jaccard at the best single threshold, and cross-entropy per visit and medication.</summary>
    /// <param name="network">The network as it is.</param>
    /// <param name="validation">The validation visits.</param>
    /// <param name="companion">(V M) logits that the network will be combined with, or <see langword="null"/>: the epoch is chosen that is best together.</param>
    public static (double Jaccard, double CrossEntropy) Of(MedicationNetwork network, VisitTable validation, float[]? companion)
    {
        var logits = new NetworkScorer(network).Score(validation);
        var truth = validation.Truth();
        if (companion is not null)
            logits = Combination.Fit(companion, logits, truth).Apply(companion, logits);
        var (_, jaccard) = ThresholdSearch.Best(logits, validation);
        return (jaccard, CrossEntropy(logits, truth));
    }

    private static double CrossEntropy(float[] logits, bool[] truth)
    {
        var sum = 0.0;
        for (var i = 0; i < logits.Length; i++)
            sum += Math.Max(logits[i], 0) - (truth[i] ? logits[i] : 0) + Math.Log(1 + Math.Exp(-Math.Abs(logits[i])));
        return sum / Math.Max(1, logits.Length);
    }
}
