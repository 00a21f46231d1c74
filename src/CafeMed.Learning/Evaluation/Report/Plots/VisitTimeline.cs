using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Svg;

namespace CafeMed.Learning.Evaluation.Report.Plots;

/// <summary>The patient's visits by day since the first one, each as long as the stay, with how much is known of it.</summary>
public static class VisitTimeline
{
    private const string Id = "fig-visits";
    private const string Title = "The patient's visits";
    private const int Most = 12;
    private const double Row = 22;

    /// <summary>One row per visit, the latest twelve; the last is the one advised on.</summary>
    public static Markup Of(Patient? patient)
    {
        if (patient is null)
            return Figure.NoData(Id, Title, "no patient was given.");
        var start = patient.Visits[0].StartedAt;
        var skipped = Math.Max(0, patient.Visits.Length - Most);
        var visits = patient.Visits.Skip(skipped).Select((visit, i) => new Stay(skipped + i + 1, visit, Days(start, visit.StartedAt), Days(start, visit.EndedAt ?? visit.StartedAt))).ToArray();
        var area = new PlotArea(Scale.Covering([visits[0].From, visits.Max(visit => visit.To)]), Scale.Covering([]), 44, 12, 346, 12 + Row * visits.Length);
        var earlier = skipped == 0 ? "" : $" {skipped} earlier visits are not drawn.";
        return Figure.Of(
            Id,
            Title,
            $"{patient.Visits.Length} visits over {Numbers.Count((long)visits[^1].From)} days; visit {visits[^1].Number} is advised on.{earlier}",
            area.Bottom + 38,
            Markup.Of($"{area.BottomAxis("days since the first visit")}{visits.Select((visit, i) => Bar(area, visit, i == visits.Length - 1, area.Top + Row * i))}\n"),
            Table.Of(Title, [new("Visit"), new("Day", Numeric: true), new("Days long", Numeric: true), new("Diagnoses", Numeric: true), new("Procedures", Numeric: true), new("Drugs", Numeric: true)], visits.Select(Cells)));
    }

    private static double Days(DateTime from, DateTime to) => (to - from).TotalDays;

    private static Markup Bar(PlotArea area, Stay stay, bool current, double y)
    {
        var (from, width) = (area.X(stay.From), Math.Max(4, area.X(stay.To) - area.X(stay.From)));
        var text = $"{stay.Visit.Diagnoses.Count} diagnoses, {stay.Visit.Medications.Count} drugs";
        var fits = from + width + 8 + TextWidth.Of(text, 11) < area.Right + 10;
        return Markup.Of($"{Shapes.Text(current ? "end strong" : "end", area.Left - 8, y + 15, $"v{stay.Number}")}{Shapes.Box(current ? "lead fill" : "other fill", from, y + 5, width, Row - 9)}{Shapes.Text(fits ? "halo mute" : "halo mute end", fits ? from + width + 6 : from - 6, y + 15, text)}\n");
    }

    private static Markup[] Cells(Stay stay) =>
    [
        Markup.Of($"{stay.Number} <code>{stay.Visit.Id}</code>"),
        Markup.Encoded(Numbers.Count((long)stay.From)),
        Markup.Encoded(stay.Visit.EndedAt is null ? "not known" : Numbers.PerVisit(stay.To - stay.From)),
        Markup.Of($"{stay.Visit.Diagnoses.Count}"), Markup.Of($"{stay.Visit.Procedures.Count}"), Markup.Of($"{stay.Visit.Medications.Count}"),
    ];

    private sealed record Stay(int Number, Visit Visit, double From, double To);
}
