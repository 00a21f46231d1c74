using CafeMed.Learning.Regression;
using CafeMed.Learning.Networks;

namespace CafeMed.Learning.Scoring;

/// <summary>A network, combined with the linear tower in log odds, and recalibrated per medication.</summary>
/// <param name="Network">The trained network.</param>
/// <param name="Linear">The linear tower, or <see langword="null"/> where the network stands alone.</param>
/// <param name="Combination">What each counts.</param>
/// <param name="Calibration">The last step.</param>
public sealed record CombinedScorer(MedicationNetwork Network, LinearTower? Linear, Combination Combination, PerMedication Calibration) : IScorer
{
    /// <summary>Learns combination and calibration on <paramref name="validation"/>.</summary>
    public static CombinedScorer Fit(MedicationNetwork network, LinearTower? linear, VisitTable validation)
    {
        ArgumentNullException.ThrowIfNull(validation);
        var truth = validation.Truth();
        var logits = new NetworkScorer(network).Score(validation);
        var combination = Combination.NetworkOnly;
        if (linear is not null)
        {
            var ofLinear = linear.Score(validation);
            combination = Combination.Fit(ofLinear, logits, truth);
            logits = combination.Apply(ofLinear, logits);
        }
        return new(network, linear, combination, Recalibration.Fit(logits, validation));
    }

    /// <inheritdoc/>
    public float[] Score(VisitTable visits) => Combine(new NetworkScorer(Network).Score(visits), visits);

    /// <summary>The final logits, (V, M) row-major, where the network's own are known already.</summary>
    /// <param name="logits">(V, M) row-major, the network's.</param>
    /// <param name="visits">The visits.</param>
    internal float[] Combine(float[] logits, VisitTable visits)
    {
        if (Linear is not null)
            logits = Combination.Apply(Linear.Score(visits), logits);
        Calibration.Apply(logits);
        return logits;
    }
}
