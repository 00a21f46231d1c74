namespace CafeMed;

/// <summary>What came of predictions of about one probability, among the patients it was measured on.</summary>
/// <param name="UpTo">Predictions up to this probability, and above that of the band before; 1 in the last band.</param>
/// <param name="Predicted">Their mean probability, in (0, 1).</param>
/// <param name="Observed">Share of them that was given, in [0, 1].</param>
/// <param name="Lower">From here on, in [0, 1], the long-run share of a single drug of this band is expected: the lower end of a 95 % interval.</param>
/// <param name="Upper">Up to here, in [0, 1].</param>
/// <param name="Predictions">How many predictions.</param>
/// <param name="Patients">Of how many patients.</param>
public sealed record ProbabilityBand(double UpTo, double Predicted, double Observed, double Lower, double Upper, int Predictions, int Patients);
