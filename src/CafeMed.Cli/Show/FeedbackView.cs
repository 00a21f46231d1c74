using CafeMed.Learning.Evaluation.Report;
using CafeMed.Serving.Audit;

namespace CafeMed.Cli.Show;

/// <summary>What clinicians did with the cards, as text and as a page.</summary>
internal static class FeedbackView
{
    private const string Meaning = "Override rate: dismissed of all answered cards, with Wilson's 95 % interval. Cards that nobody answered are in neither.";
    private const string Caution = "A dismissed card is not a wrong card, and an accepted one is not a benefit to a patient.";

    /// <summary>Prints it.</summary>
    public static void Show(Page page, FeedbackReport report, string days)
    {
        page.Heading($"Feedback on cards, {days}");
        page.Text(Sums(report));
        page.Text(Meaning);
        page.Text(Caution);
        foreach (var remark in Remarks(report))
            page.Text(remark);
        foreach (var (what, groups) in new[] { ("service", report.Services), ("rule", report.Rules), ("severity", report.Severities), ("week", report.Weeks) })
        {
            page.Heading($"By {what}");
            page.Table([$"<{what}", "orders", "cards", "per 100", "accepted", "overridden", "override rate"], groups.Select(group => (IReadOnlyList<string>)[group.Name, .. Counts(group, true), Rate(group.OverrideRate)]));
        }
        page.Heading("By reason");
        page.Table(["<reason", "<code system", "cards", "share of overridden"], report.Reasons.Select(reason => (IReadOnlyList<string>)[reason.Code.Length == 0 ? "(none given)" : reason.Code, reason.System, Figures.Count(reason.Cards), Rate(reason.Share)]));
    }

    /// <summary>The page.</summary>
    public static string Html(FeedbackReport report, string days) => RatesPage.Render(
        "CafeMed: feedback on cards",
        $"What clinicians did with the cards, {days}",
        [Sums(report)],
        Caution,
        Remarks(report),
        [
            Table("services", "By service", "Service", report.Services, true), Table("rules", "By rule", "Rule", report.Rules, false),
            Table("severities", "By severity", "Severity", report.Severities, false), Table("weeks", "By week", "Week in which it was shown", report.Weeks, true),
            new RateTable("reasons", "By reason", "Why cards were dismissed: each reason's share of all dismissed cards.", "Reason", ["Code system", "Cards"], "Share",
                [.. report.Reasons.Select(reason => new RateRow(reason.Code.Length == 0 ? "(none given)" : reason.Code, [reason.System, Figures.Count(reason.Cards)], reason.Share))]),
        ]);

    private static RateTable Table(string id, string title, string group, IEnumerable<FeedbackGroup> groups, bool orders) => new(
        id, title, Meaning, group, orders ? ["Orders", "Cards", "Cards per 100 orders", "Accepted", "Overridden"] : ["Cards", "Accepted", "Overridden"], "Override rate",
        [.. groups.Select(one => new RateRow(one.Name, [.. Counts(one, orders)], one.OverrideRate))]);

    private static IEnumerable<string> Counts(FeedbackGroup group, bool orders) =>
    [
        .. orders ? new[] { group.Orders == 0 ? "" : Figures.Count(group.Orders) } : [],
        Figures.Count(group.Shown),
        .. orders ? new[] { group.AlertsPer100Orders is { } burden ? $"{burden:0.0}" : "" } : [],
        Figures.Count(group.Accepted),
        Figures.Count(group.Overridden),
    ];

    private static string Sums(FeedbackReport report) =>
        $"{Figures.Of(report.All.Shown, "card")} on {Figures.Of(report.All.Orders, "order")}{(report.All.AlertsPer100Orders is { } burden ? $" ({burden:0.0} per 100 orders)" : "")}; {Figures.Count(report.All.Accepted)} accepted, {Figures.Count(report.All.Overridden)} overridden: override rate {Rate(report.All.OverrideRate)}.";

    private static string Rate(Interval? rate) => rate is { } some ? $"{100 * some.Estimate:0.0} % [{100 * some.Lower:0.0}, {100 * some.Upper:0.0}]" : "none";

    private static List<string> Remarks(FeedbackReport report)
    {
        List<string> remarks = [];
        if (report.UnknownCards > 0)
            remarks.Add($"{Figures.Of(report.UnknownCards, "feedback", "feedbacks")} on cards that the log does not show in these days; not counted.");
        if (report.Replaced > 0)
            remarks.Add($"{Figures.Of(report.Replaced, "feedback", "feedbacks")} replaced by a later one on the same card; not counted.");
        if (report.Unreadable > 0)
            remarks.Add($"{Figures.Of(report.Unreadable, "record")} with facts of another form; their cards are not counted.");
        return remarks;
    }
}
