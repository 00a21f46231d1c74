namespace CafeMed.Learning.Evaluation.Ablation;

/// <summary>One variant's line in the table.</summary>
/// <param name="Variant">Its name.</param>
/// <param name="Summary">What it is, in one line.</param>
/// <param name="Seeds">How many seeds it was trained with.</param>
/// <param name="Jaccard">In [0, 1].</param>
/// <param name="F1">In [0, 1].</param>
/// <param name="PrAuc">In [0, 1].</param>
/// <param name="Alone">Jaccard of the network without the linear tower, in [0, 1].</param>
/// <param name="InteractionRate">Interacting pairs over pairs proposed, in [0, 1]; lower is not better by itself.</param>
/// <param name="Agreement">Correlation of gates with R-learner slopes, in [-1, 1]; NaN where gates do not vary or cannot be looked at.</param>
/// <param name="AgreementSlope">Change of the R-learner slope for a change of the gate: 1 where gates say what is found.</param>
/// <param name="Planted">Correlation of gates with the planted ones, in [-1, 1]; NaN where no truth is known or gates do not vary.</param>
public sealed record AblationRow(
    string Variant, string Summary, int Seeds, AblationMeasure Jaccard, AblationMeasure F1, AblationMeasure PrAuc, AblationMeasure Alone,
    AblationMeasure InteractionRate, AblationMeasure Agreement, AblationMeasure AgreementSlope, AblationMeasure Planted);
