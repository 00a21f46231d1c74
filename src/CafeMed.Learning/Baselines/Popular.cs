using CafeMed.Learning.Scoring;

namespace CafeMed.Learning.Baselines;

/// <summary>The most frequent medications, the same for everybody.</summary>
[Part("popular", Source = "The field's most-frequent baseline", Summary = "The most frequent drugs of training, the same for everybody.")]
public sealed class Popular : IBaseline
{
    /// <inheritdoc/>
    public IScorer Fit(VisitTable training, VisitTable validation, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(training);
        return new FrequencyScorer(training.MedicationLogOdds());
    }
}
