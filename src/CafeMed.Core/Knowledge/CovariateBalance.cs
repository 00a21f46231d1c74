namespace CafeMed;

/// <summary>How far visits with and without a code are apart in one covariate.</summary>
/// <param name="Covariate">What it is: a code of the visit, an earlier drug or diagnosis, what is known on arrival.</param>
/// <param name="Before">Standardised mean difference of the visits as they are.</param>
/// <param name="After">The same after weighting; the standard deviation stays that of the visits as they are.</param>
public readonly record struct CovariateBalance(string Covariate, float Before, float After);
