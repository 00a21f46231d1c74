namespace CafeMed.Learning.Evaluation;

/// <summary>Whether two recommenders differ in a measure on the same patients.</summary>
/// <param name="Measure">The measure's name.</param>
/// <param name="Difference">One minus the other, with its 95 % interval over the same draws of patients.</param>
/// <param name="P">Two-sided p-value of no difference, by the normal distribution with the standard deviation of the draws; NaN where there is no difference to be had.</param>
/// <param name="Corrected">The same after Holm's correction for all others that were compared in this measure.</param>
public sealed record PairedTest(string Measure, Interval Difference, double P, double Corrected)
{
    /// <summary>Whether a difference is shown: the corrected p-value is below 0.05.</summary>
    public bool Shown => Corrected < 0.05;
}
