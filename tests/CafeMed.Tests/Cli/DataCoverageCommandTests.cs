using CafeMed.Tests.Data;

namespace CafeMed.Tests.Cli;

public sealed class DataCoverageCommandTests : IDisposable
{
    private readonly TempFolder _place = new();
    private readonly TinyMimic _mimic = new();

    public void Dispose()
    {
        _place.Dispose();
        _mimic.Dispose();
    }

    [Fact]
    public async Task It_lists_what_was_not_mapped_most_frequent_first_with_what_it_costs()
    {
        _mimic["prescriptions"] = "subject_id,hadm_id,drug_type,drug\n1,11,MAIN,Aspirin\n1,11,MAIN,zzz\n1,11,MAIN,zzz\n1,12,MAIN,yyy\n1,11,BASE,yyy";
        await ImportAsync();

        var text = await CliRun.Of("data", "coverage", _place.Sub("cohort").FullName);
        var json = await CliRun.Of("data", "coverage", _place.Sub("cohort").FullName, "--json", "--top", "1");

        Assert.Equal(0, text.Exit);
        Assert.Contains("prescriptions: 25.0 % of drug rows mapped to ATC", text.Out, StringComparison.Ordinal);
        Assert.Contains("█████░░░", text.Out, StringComparison.Ordinal);
        Assert.Matches(@"zzz\s+2\s+50\.00 %\s+█+\n\s+yyy\s+1\s+25\.00 %", text.Out);
        var table = json.Json.GetProperty("tables")[0];
        Assert.Equal((4, 1, 3), (table.GetProperty("rows").GetInt32(), table.GetProperty("mapped").GetInt32(), table.GetProperty("unmapped").GetInt32()));
        Assert.Equal("zzz", table.GetProperty("unknown").EnumerateArray().Single().GetProperty("drug").GetString());
        Assert.Equal(0.5, table.GetProperty("unknown")[0].GetProperty("share").GetDouble());
    }

    [Fact]
    public async Task A_map_of_the_users_closes_the_gap_and_is_named()
    {
        _mimic["prescriptions"] = "subject_id,hadm_id,drug_type,drug\n1,11,MAIN,Aspirin\n1,11,MAIN,zzz\n1,11,MAIN,zzz 20 mg tab\n1,12,MAIN,yyy";
        var map = _place.Write("own.csv", "drug,atc5\nzzz,C09AA05\n");

        var import = await ImportAsync("--map", map.FullName, "--map", _place.Write("two.csv", "drug,atc5\nyyy,C03AA03\n").FullName);
        var run = await CliRun.Of("data", "coverage", _place.Sub("cohort").FullName);

        Assert.Contains("prescriptions: 100.0 %", run.Out, StringComparison.Ordinal);
        Assert.Matches(@"own\.csv \(own,\s+SHA-256 [0-9a-f]{12}…\):\s+1\s+line,\s+which\s+changed\s+2\s+rows", run.Out);
        Assert.Contains("changed 2 rows", string.Join(' ', import.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_no_coverage_is_a_fault()
    {
        Assert.Equal(0, (await CliRun.Of("data", "synth", "--patients", "8", "--out", _place.Sub("made").FullName)).Exit);

        (await CliRun.Of("data", "coverage", _place.Sub("made").FullName)).Faulted("CM7031");
        (await CliRun.Of("data", "coverage", _place.Sub("none").FullName)).Faulted("CM1001");
        Assert.Equal(2, (await CliRun.Of("data", "coverage", _place.Sub("made").FullName, "--top", "0")).Exit);
    }

    [Fact]
    public async Task A_map_that_cannot_be_used_ends_the_import_before_anything_is_read()
    {
        var bad = _place.Write("bad.csv", "from_system,from_code,to_system,to_code\nName,a,Atc,C09\n");

        Assert.Contains("line 2, column 4", (await CliRun.Of(Args("--map", bad.FullName))).Faulted("CM1111"), StringComparison.Ordinal);
        (await CliRun.Of(Args("--map", _place.File("none.csv").FullName))).Faulted("CM1110");
        Assert.Contains("--map needs --connector", (await CliRun.Of("demo", "--map", bad.FullName)).Error, StringComparison.Ordinal);
        Assert.Equal(2, (await CliRun.Of(Args("--icd", "11"))).Exit);
    }

    private async Task<CliRun> ImportAsync(params string[] more)
    {
        var run = await CliRun.Of(Args(more));
        Assert.Equal(0, run.Exit);
        return run;
    }

    private string[] Args(params string[] more) => ["data", "import", "mimic4", "--root", _mimic.Write().FullName, "--out", _place.Sub("cohort").FullName, .. more];
}
