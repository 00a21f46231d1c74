using CafeMed.Data;

namespace CafeMed.Tests.Data;

public sealed class TimeGapTests
{
    private static readonly DateTime s_start = new(2131, 1, 1);

    [Theory]
    [InlineData(-3, "0-7 days")]
    [InlineData(0, "0-7 days")]
    [InlineData(7, "0-7 days")]
    [InlineData(8, "8-30 days")]
    [InlineData(30, "8-30 days")]
    [InlineData(31, "31-90 days")]
    [InlineData(90, "31-90 days")]
    [InlineData(91, "91-365 days")]
    [InlineData(365, "91-365 days")]
    [InlineData(366, "over a year")]
    public void Bands_are_of_whole_days(int days, string band) => Assert.Equal(new Code(CodeSystem.Local, band), TimeGap.Of(days));

    [Fact]
    public async Task Every_visit_but_the_first_has_the_gap_from_the_end_of_the_one_before()
    {
        var cohort = await Build(gaps: true, Event("a", 0, 5), Event("b", 13, 14), Event("c", 13 + 40, null), Event("d", 13 + 40 + 8, null));

        Assert.Equal(["", "8-30 days", "31-90 days", "8-30 days"], cohort.Patients[0].Visits.Select(visit => visit[CodeKind.TimeGap].SingleOrDefault().Value ?? ""));
    }

    [Fact]
    public async Task Made_up_times_give_no_gaps_and_a_gap_that_the_source_has_is_kept()
    {
        var own = Event("b", 13, 14) with { Kind = CodeKind.TimeGap, Code = new(CodeSystem.Local, "own") };

        Assert.All((await Build(gaps: false, Event("a", 0, 5), Event("b", 13, 14))).Patients[0].Visits, visit => Assert.Empty(visit[CodeKind.TimeGap]));
        Assert.Equal("own", (await Build(gaps: true, Event("a", 0, 5), own)).Patients[0].Visits[1][CodeKind.TimeGap].Single().Value);
        Assert.False(new Eicu().HasRealTimes);
        Assert.True(new Mimic4().HasRealTimes);
    }

    private static ClinicalEvent Event(string visit, int from, int? to) =>
        new("p", visit, s_start.AddDays(from), to is { } end ? s_start.AddDays(end) : null, CodeKind.Medication, Code.Atc("C09AA05"));

    private static Task<Cohort> Build(bool gaps, params ClinicalEvent[] events) =>
        new CohortBuilder(new() { RequireDiagnosis = false, RequireMedication = false }) { TimeGaps = gaps }
            .BuildAsync("x", events.ToAsyncEnumerable(), new(), TestContext.Current.CancellationToken);
}
