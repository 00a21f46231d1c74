namespace CafeMed;

/// <summary>An estimate with its 95 % interval.</summary>
/// <param name="Estimate">The value on the data as they are.</param>
/// <param name="Lower">2.5th percentile of the bootstrap.</param>
/// <param name="Upper">97.5th percentile of the bootstrap.</param>
public readonly record struct Interval(double Estimate, double Lower, double Upper);
