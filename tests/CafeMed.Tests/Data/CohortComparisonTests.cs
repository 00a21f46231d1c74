using CafeMed.Data;
using CafeMed.Tests.Cli;

namespace CafeMed.Tests.Data;

public sealed class CohortComparisonTests : IDisposable
{
    private readonly TempFolder _place = new();
    private readonly ManyMimic _many = new(24);
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _many.Dispose();
        _place.Dispose();
    }

    [Fact]
    public async Task Equal_cohorts_say_so_and_shards_make_no_difference()
    {
        await Run("a");
        await Run("b");
        await Run("dealt", buckets: 4);

        var run = await CliRun.Of("data", "compare", _place.Sub("a").FullName, _place.Sub("b").FullName);

        Assert.Equal(0, run.Exit);
        Assert.Contains("The cohorts are equal", run.Out, StringComparison.Ordinal);
        Assert.Empty((await Compare("a", "dealt")).Differences);
        Assert.True((await Compare("dealt", "a")).SamePeople);
    }

    [Fact]
    public async Task Other_criteria_are_named_before_what_follows_from_them()
    {
        await Run("a");
        await Run("b", criteria: new() { MinVisits = 2 }, buckets: 2);

        var comparison = await Compare("a", "b");

        Assert.False(comparison.SamePeople);
        Assert.Equal(new CohortDifference("criteria", "visits that a patient needs", "1", "2"), comparison.Differences[0]);
        Assert.Contains(comparison.Differences, difference => difference.Step == "funnel");
        Assert.True(comparison.People.Patients.A > 0);
        Assert.Equal((0, new AloneCount(0, 0)), (comparison.People.Patients.B, comparison.People.Codes));
    }

    [Fact]
    public async Task Another_file_is_named_with_the_rows_and_codes_that_it_changed()
    {
        await Run("a");
        _many["diagnoses_icd"] += "\n1,1001,C180,10";
        await Run("b");

        var run = await CliRun.Of("data", "compare", _place.Sub("a").FullName, _place.Sub("b").FullName, "--json");

        var comparison = await Compare("a", "b");
        Assert.Equal(("inputs", "hosp/diagnoses_icd.csv"), (comparison.Differences[0].Step, comparison.Differences[0].What));
        Assert.Contains(comparison.Differences, difference => difference is { Step: "rows", What: "diagnoses_icd: used" });
        Assert.Equal(new AloneCount(0, 1), comparison.People.Codes);
        Assert.Equal([new AloneCode("Diagnosis Icd10Cm:C180", 0, 1)], comparison.People.Top);
        Assert.False(run.Json.GetProperty("samePeople").GetBoolean());
        Assert.Equal(1, run.Json.GetProperty("people").GetProperty("codes").GetProperty("b").GetInt32());
        Assert.Contains("It begins with: Inputs", (await CliRun.Of("data", "compare", _place.Sub("a").FullName, _place.Sub("b").FullName)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_cohort_is_a_fault()
    {
        await Run("a");

        (await CliRun.Of("data", "compare", _place.Sub("a").FullName, _place.Sub("nowhere").FullName)).Faulted("CM1001");
    }

    private Task<CohortComparison> Compare(string a, string b) => CohortComparison.OfAsync(CohortFolder.Open(_place.Sub(a)), CohortFolder.Open(_place.Sub(b)), _ct);

    private Task Run(string folder, CohortCriteria? criteria = null, int? buckets = null) =>
        new CohortImport(new Mimic4(), "mimic4", new() { Buckets = buckets }, criteria ?? new()).RunAsync(_many.Write(), _place.Sub(folder), null, _ct);
}
