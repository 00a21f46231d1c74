namespace CafeMed.Learning.Evaluation;

/// <summary>A number on the data, and on every resampling of patients; two of them can be subtracted draw by draw.</summary>
/// <param name="Estimate">On the data; NaN where there is none.</param>
/// <param name="Draws">On the resamplings.</param>
internal sealed record DrawnValue(double Estimate, double[] Draws)
{
    private double Error
    {
        get
        {
            var finite = Draws.Where(double.IsFinite).ToArray();
            if (finite.Length < 2)
                return double.NaN;
            var mean = finite.Average();
            return Math.Sqrt(finite.Sum(value => (value - mean) * (value - mean)) / (finite.Length - 1));
        }
    }

    /// <summary>The estimate with 1.96 standard deviations of the draws to each side.</summary>
    public Interval Interval => new(Estimate, Estimate - 1.96 * Error, Estimate + 1.96 * Error);

    /// <summary>The estimate with the 2.5th and 97.5th percentile of the draws.</summary>
    public Interval Percentiles => PatientBootstrap.Percentiles(Estimate, Draws);

    /// <summary>Two-sided p-value of 0, by the normal distribution; 1 where nothing varies around 0, NaN where there is no estimate.</summary>
    public double P => Error switch
    {
        _ when !double.IsFinite(Estimate) => double.NaN,
        > 1e-12 and var error => Normal.TwoSided(Estimate / error),
        _ => Math.Abs(Estimate) < 1e-12 ? 1 : 0,
    };

    public DrawnValue Minus(DrawnValue other) => new(Estimate - other.Estimate, [.. Draws.Zip(other.Draws, (one, two) => one - two)]);
}
