using CafeMed.Learning.Scoring;

namespace CafeMed.Learning.Baselines;

/// <summary>What was given at the visit before; at a first visit, the most frequent medications.</summary>
/// <remarks>Medications of the visit before are ranked above all others, frequent ones first, and are proposed; at a first visit the tuned threshold on frequency decides.</remarks>
[Part("copy-last", Source = "Shang et al. 2019, GAMENet, arXiv:1809.01852 (its baseline \"Nearest\")", Summary = "The drugs of the visit before; at a first visit the most frequent.")]
public sealed class CopyLast : IBaseline
{
    /// <inheritdoc/>
    public IScorer Fit(VisitTable training, VisitTable validation, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(training);
        return new CopyLastScorer(training.MedicationLogOdds());
    }
}
