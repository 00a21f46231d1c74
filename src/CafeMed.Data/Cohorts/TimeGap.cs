using System.Collections.Immutable;

namespace CafeMed.Data;

/// <summary>The time since the visit before, as a band of days.</summary>
public static class TimeGap
{
    /// <summary>The band of a number of days: <c>0-7 days</c>, <c>8-30 days</c>, <c>31-90 days</c>, <c>91-365 days</c>, <c>over a year</c>.</summary>
    /// <param name="days">Whole days; less than none, where visits overlap, counts as none.</param>
    public static Code Of(int days) => new(CodeSystem.Local, days switch
    {
        <= 7 => "0-7 days",
        <= 30 => "8-30 days",
        <= 90 => "31-90 days",
        <= 365 => "91-365 days",
        _ => "over a year",
    });

    /// <summary>The days from the end of a visit, or from its beginning where the end is not known, to the beginning of the next.</summary>
    public static int Days(Visit before, Visit visit)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(visit);
        return Days(before.EndedAt ?? before.StartedAt, visit.StartedAt);
    }

    internal static int Days(DateTime end, DateTime start) => (int)Math.Floor((start - end).TotalDays);

    /// <summary>The same visits, each but the first with the gap before it, known on arrival; a visit that has one already keeps its own.</summary>
    internal static ImmutableArray<Visit> Between(ImmutableArray<Visit> visits)
    {
        if (visits.Length == 1)
            return visits;
        var with = visits.ToBuilder();
        for (var i = 1; i < with.Count; i++)
            if (with[i][CodeKind.TimeGap].Count == 0)
                with[i] = with[i] with { Codes = with[i].Codes.With(CodeKind.TimeGap, [Of(Days(visits[i - 1], visits[i]))]) };
        return with.MoveToImmutable();
    }
}
