using System.Globalization;

namespace CafeMed.Data.Fhir;

/// <summary>A time as FHIR writes it, which may be a year, a month or a day: from when to when it may have been.</summary>
/// <param name="Earliest">UTC where the source gives an offset, else as written.</param>
/// <param name="Latest">The last second of the year, month or day; the same as <paramref name="Earliest"/> for a full time.</param>
internal readonly record struct FhirTime(DateTime Earliest, DateTime Latest)
{
    private static readonly string[] s_dates = ["yyyy", "yyyy-MM", "yyyy-MM-dd"];

    public static FhirTime? Parse(string? text)
    {
        if (text is null || text.Length < 4)
            return null;
        if (text.Length > 10)
            return text[10] == 'T' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
                ? new(Whole(instant.UtcDateTime), Whole(instant.UtcDateTime))
                : null;
        if (!DateTime.TryParseExact(text, s_dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
            return null;
        var last = text.Length switch
        {
            4 => new DateTime(first.Year, 12, 31),
            7 => new DateTime(first.Year, first.Month, DateTime.DaysInMonth(first.Year, first.Month)),
            _ => first,
        };
        return new(first, last.Add(new TimeSpan(23, 59, 59)));
    }

    // A stored cohort keeps times to the microsecond.
    private static DateTime Whole(DateTime time) => new(time.Ticks - time.Ticks % TimeSpan.TicksPerMicrosecond, DateTimeKind.Unspecified);
}
