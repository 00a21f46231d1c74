namespace CafeMed.Learning.Causal;

/// <summary>Estimates the effect of diagnoses and procedures on medications from training patients.</summary>
public interface ICausalEstimator
{
    /// <summary>Every pair of a code and a medication of <paramref name="vocabularies"/>, from <paramref name="training"/> alone.</summary>
    /// <param name="training">The patients; medications at the level of the vocabulary.</param>
    /// <param name="vocabularies">The codes and medications.</param>
    /// <param name="options">What to adjust for, and how; an estimator that does not adjust ignores most of it.</param>
    /// <param name="progress">Told whenever another stage begins, many times over where rows are streamed; or <see langword="null"/>.</param>
    /// <param name="ct">Stops between two blocks of work.</param>
    /// <exception cref="CafeMedException"><c>CM3022</c>: the penalty is not above 0.</exception>
    CausalEffects Estimate(Cohort training, Vocabularies vocabularies, EffectOptions options, IProgress<EffectStage>? progress, CancellationToken ct);
}
