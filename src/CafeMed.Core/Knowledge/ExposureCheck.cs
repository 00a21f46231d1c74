namespace CafeMed;

/// <summary>How well the visits with a code can be compared with those without it.</summary>
/// <param name="ResidualVariance">Variance of the code that the adjustment leaves, per visit, in [0, 0.25]; below 1e-4 nothing is left to compare.</param>
/// <param name="LargestShare">Share of that variance that the most influential visit has, in [0, 1]; above 0.2 one visit decides.</param>
/// <param name="EffectiveVisits">Visits that the weights are worth; the support where there are none.</param>
/// <param name="ImbalanceBefore">Largest standardised mean difference of a covariate between visits with and without the code; 0 where it was not computed.</param>
/// <param name="ImbalanceAfter">The same after weighting; 0 where it was not computed.</param>
public readonly record struct ExposureCheck(
    float ResidualVariance, float LargestShare, float EffectiveVisits, float ImbalanceBefore, float ImbalanceAfter)
{
    /// <summary>Least residual variance per visit.</summary>
    public const double LeastVariance = 1e-4;

    /// <summary>Largest share that one visit may have.</summary>
    public const double MostShare = 0.2;

    /// <summary>Largest standardised mean difference that weighting may leave.</summary>
    public const double MostImbalance = 0.1;

    /// <summary>Whether weighting, where there was any, made visits with and without the code alike.</summary>
    public bool Balances => ImbalanceAfter <= MostImbalance;

    /// <summary>Whether there is something to compare.</summary>
    public bool Overlaps => ResidualVariance >= LeastVariance && LargestShare <= MostShare;
}
