namespace CafeMed.Learning.Evaluation.Ablation;

/// <summary>One number of one variant, pooled over seeds, and how it differs from the full model's.</summary>
/// <param name="Value">With its 95 % interval over resampled patients.</param>
/// <param name="Difference">Variant minus full model, on the same patients, seeds and resamplings; <see langword="null"/> for the full model, and where one of the two has no value.</param>
/// <param name="P">Two-sided p-value of the difference after Holm's correction for the number of variants; <see langword="null"/> as above.</param>
public sealed record AblationMeasure(Interval Value, Interval? Difference, double? P)
{
    /// <summary>Whether a difference is shown: its corrected p-value is below 0.05.</summary>
    public bool Shown => P < 0.05;
}
