namespace CafeMed.Learning.Causal;

/// <summary>Estimates the effect of diagnoses and procedures on medications from training patients.</summary>
public interface ICausalEstimator
{
    /// <summary>Every pair of a code and a medication of <paramref name="vocabularies"/>, from <paramref name="training"/> alone.</summary>
    CausalEffects Estimate(Cohort training, Vocabularies vocabularies, CancellationToken ct);
}
