using CafeMed.Learning.Causal.Adjustment;

namespace CafeMed.Learning.Causal;

/// <summary>Cross-fitted ridge double machine learning: adjusted risk differences of every code on every drug, in closed form.</summary>
/// <remarks>
/// <para>X are the columns adjusted for, around their means; patients are parted into K folds. On the patients of the other folds
/// <c>A = (X'X + lambda I)^-1</c>, <c>B = A X'Y</c>. On the fold itself the residuals of every drug are <c>E = Y - X B</c>, and those of every code
/// that is one of the columns <c>R = (X A) diag(1 / A_jj)</c>: what the other columns do not predict of it. A code that is not among the columns has
/// <c>r = x - X A X'x</c>. Then for all pairs at once <c>theta = (R'E + diag(r x) B) / sum r x</c>, the solution of the orthogonal score
/// <c>r (y - x_others beta - theta x)</c>; for a code outside, B is 0 and r stands for x.</para>
/// <para>The variance is the sum over patients of their squared scores over <c>(sum r x)^2</c>: visits of one patient are not independent. It is
/// at least <c>sum r^2 p (1 - p)</c> over the same, with p the predicted probability: where few visits have a code, and none of them the drug, their own scores hardly scatter.</para>
/// </remarks>
[Part("ridge-dml", Source = "Chernozhukov et al. 2018, Econom. J. 21:C1 (double machine learning, partially linear model); nodewise ridge in closed form is ours",
    Summary = "Adjusted risk differences of all pairs: cross-fitted ridge double machine learning, errors by patient.")]
public sealed class RidgeDml : ICausalEstimator
{
    /// <inheritdoc/>
    public CausalEffects Estimate(Cohort training, Vocabularies vocabularies, EffectOptions options, IProgress<EffectStage>? progress, CancellationToken ct) =>
        EffectAssembly.Run(this, training, vocabularies, options, progress, adjusts: true,
            (design, pass) => DmlPass.Fit(design, pass, options, progress, ct), ct);
}
