namespace CafeMed.Learning.Evaluation;

/// <summary>The probabilities of one drug on held-out visits.</summary>
/// <param name="Medication">The drug.</param>
/// <param name="Given">Held-out visits at which it was given.</param>
/// <param name="Predicted">Its mean probability, in [0, 1].</param>
/// <param name="Observed">Share of visits at which it was given, in [0, 1].</param>
/// <param name="Excess">Predicted minus observed, with a 95 % interval by the normal distribution: the larger of the variance of the data, visits of one patient taken together, and that of the probabilities themselves.</param>
/// <param name="Brier">Mean squared distance of probability and outcome, in [0, 1].</param>
public sealed record DrugCalibration(Code Medication, int Given, double Predicted, double Observed, Interval Excess, double Brier)
{
    /// <summary>Whether it is shown that the drug is predicted too often or too rarely.</summary>
    public bool IsOff => Excess.Lower > 0 || Excess.Upper < 0;
}
