namespace CafeMed.Learning.Causal;

/// <summary>An estimator that keeps nothing but counts, so that all training patients can pass by one after another.</summary>
/// <remarks>One that must look at patients again estimates on those who are held in memory (<see cref="Streaming.StreamingOptions.FittedVisits"/>).</remarks>
public interface ICountingEstimator : ICausalEstimator
{
    /// <summary>Every pair of a code and a medication of <paramref name="vocabularies"/>, from <paramref name="training"/> alone.</summary>
    /// <param name="training">The patients, gone through once; medications at the level of the vocabulary.</param>
    /// <param name="vocabularies">The codes and medications.</param>
    /// <param name="ct">Stops between two patients.</param>
    CausalEffects Estimate(IEnumerable<Patient> training, Vocabularies vocabularies, CancellationToken ct);
}
