using CafeMed.Serving.Audit;
using CafeMed.Tests.Data;
using CsCheck;
using static CafeMed.Tests.Serving.Audit.AuditTrial;

namespace CafeMed.Tests.Serving.Audit;

public sealed class FeedbackReportTests : IDisposable
{
    private readonly TempFolder _place = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cards_are_counted_by_service_rule_severity_week_and_reason()
    {
        var report = await SampleAsync(_place.File("audit.db").FullName, _ct);

        Assert.Equal(new FeedbackGroup("all", 14, 4, 1, 2), report.All);
        Assert.Equal([new("order-select", 10, 3, 1, 1), new("patient-view", 4, 1, 0, 1)], report.Services);
        Assert.Equal([new("interactions", 0, 3, 1, 1), new("allergies", 0, 1, 0, 1)], report.Rules);
        Assert.Equal([new("warning", 0, 3, 1, 1), new("critical", 0, 1, 0, 1)], report.Severities);
        Assert.Equal([new("2026-W48", 10, 3, 1, 1), new("2026-W49", 4, 1, 0, 1)], report.Weeks);
        Assert.Equal([("", "", 1L), ("urn:r", "tolerated", 1L)], report.Reasons.Select(reason => (reason.System, reason.Code, reason.Cards)));
        Assert.Equal((1L, 1L, 1L), (report.UnknownCards, report.Replaced, report.Unreadable));
        Assert.Equal(30, report.Services[0].AlertsPer100Orders);
        Assert.Null(report.Rules[0].AlertsPer100Orders);
        Assert.Equal(0.5, report.Services[0].OverrideRate!.Value.Estimate);
    }

    [Theory]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(10, 10, 0.7225, 1)]
    [InlineData(5, 10, 0.2366, 0.7634)]
    [InlineData(81, 263, 0.2553, 0.3662)]
    public void Intervals_are_Wilsons(int hits, int trials, double lower, double upper)
    {
        var interval = WilsonInterval.Of(hits, trials)!.Value;

        Assert.Equal((double)hits / trials, interval.Estimate, 12);
        Assert.Equal(lower, interval.Lower, 4);
        Assert.Equal(upper, interval.Upper, 4);
    }

    [Fact]
    public void Intervals_hold_the_share_and_stay_between_0_and_1() => Gen.Select(Gen.Int[0, 5000], Gen.Int[0, 5000]).Sample((hits, misses) =>
    {
        if (WilsonInterval.Of(hits, hits + misses) is not { } interval)
            return hits + misses == 0;
        return interval.Lower >= 0 && interval.Upper <= 1 && interval.Lower <= interval.Estimate && interval.Estimate <= interval.Upper;
    });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"service\":\"s\",\"orders\":1}")]
    [InlineData("{\"service\":\"s\",\"orders\":1,\"cards\":[null]}")]
    [InlineData("{\"service\":\"s\",\"orders\":1,\"cards\":[{}]}")]
    [InlineData("not json")]
    public void Facts_of_another_form_are_none(string? text) => Assert.Null(AuditFacts.Parse(text));

    /// <summary>Four cards in two services and weeks: one accepted, one overridden with a reason, one without, one unanswered.</summary>
    internal static async Task<FeedbackReport> SampleAsync(string store, CancellationToken ct)
    {
        var options = new AuditOptions { Store = store };
        await using (var log = await AuditLog.OpenAsync(options, new Frozen(Noon), ct))
        {
            await log.AppendAsync(Entry(0, facts: new AuditFacts("order-select", 10, [new("c1", "warning", "interactions"), new("c2", "warning", "interactions"), new("c3", "warning", "interactions")]).ToJson()), ct);
            await log.AppendAsync(Entry(7 * 86_400, facts: new AuditFacts("patient-view", 4, [new("c4", "critical", "allergies")]).ToJson()), ct);
            await log.AppendAsync(Entry(1, facts: "{\"other\":1}"), ct);
            await log.RecordFeedbackAsync(new("order-select", "c1", FeedbackOutcome.Overridden, [], null, null, null, Noon.AddHours(1), "Mrs Jones"), ct);
            await log.RecordFeedbackAsync(new("order-select", "c1", FeedbackOutcome.Accepted, ["s1"], null, null, null, Noon.AddHours(2), "Mrs Jones"), ct);
            await log.RecordFeedbackAsync(new("order-select", "c2", FeedbackOutcome.Overridden, [], "urn:r", "tolerated", "since 2019", Noon.AddHours(3), "Mrs Jones"), ct);
            await log.RecordFeedbackAsync(new("patient-view", "c4", FeedbackOutcome.Overridden, default, null, null, null, Noon.AddDays(7), ""), ct);
            await log.RecordFeedbackAsync(new("patient-view", "c9", FeedbackOutcome.Accepted, ["s1"], null, null, null, Noon.AddDays(7), ""), ct);
        }
        using var reader = await AuditReader.OpenAsync(options, ct);
        return await FeedbackReport.BuildAsync(reader, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, ct);
    }

    public void Dispose() => _place.Dispose();
}
