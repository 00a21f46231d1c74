using CafeMed.Learning.Encoding;
using CafeMed.Learning.Scoring;

namespace CafeMed.Learning.Baselines;

/// <summary>The most frequent medications, the same for everybody.</summary>
[Part("popular", Source = "The field's most-frequent baseline", Summary = "The most frequent drugs of training, the same for everybody.")]
public sealed class Popular : IBaseline
{
    /// <inheritdoc/>
    public IScorer Fit(VisitTable training, VisitTable validation, CancellationToken ct) => new FrequencyScorer(Logits(training));

    /// <summary>(M) log odds of each medication over all visits.</summary>
    internal static float[] Logits(VisitTable training)
    {
        ArgumentNullException.ThrowIfNull(training);
        var counts = new int[training.Encoder.Medications.Count];
        foreach (var medication in training.Targets.Tokens)
            counts[medication]++;
        return [.. counts.Select(count => (float)Math.Log((count + 0.5) / (training.Visits - count + 0.5)))];
    }
}
