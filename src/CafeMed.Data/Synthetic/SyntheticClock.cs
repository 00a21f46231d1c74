namespace CafeMed.Data.Synthetic;

/// <summary>The calendar of the made-up people: first visits lie evenly in 55 years from 2110 on, where nobody is born yet.</summary>
public static class SyntheticClock
{
    private const int HalfSpanDays = 10037;

    /// <summary>Days over which first visits lie.</summary>
    internal const int Span = 2 * HalfSpanDays;

    /// <summary>The first day.</summary>
    internal static DateTime Start { get; } = new(2110, 1, 1);

    /// <summary>Time for the drift: -1 on the first day of the calendar, 0 in its middle, 1 when the last person comes first; at most 1.5, for those who come again later.</summary>
    /// <param name="start">The admission.</param>
    public static double Of(DateTime start) => Math.Min(1.5, (double)((start.Ticks - Start.Ticks) / TimeSpan.TicksPerDay) / HalfSpanDays - 1);
}
