using CafeMed.Data.Synthetic;
using CafeMed.Tests.Data;

namespace CafeMed.Tests.Cli;

public sealed class DataCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Synth_writes_a_cohort_with_its_truth_beside_it()
    {
        var place = _folder.Sub("cohort");

        var run = await CliRun.Of("data", "synth", "--patients", "12", "--seed", "3", "--out", place.FullName, "--json");

        Assert.Equal(0, run.Exit);
        Assert.Equal(12, run.Json.GetProperty("receipt").GetProperty("patients").GetInt32());
        var truth = await SyntheticTruth.ReadAsync(place, TestContext.Current.CancellationToken);
        Assert.Equal((12, 3), (truth.Options.Patients, truth.Options.Seed));
    }

    [Fact]
    public async Task Synth_refuses_a_number_of_people_that_cannot_be() =>
        (await CliRun.Of("data", "synth", "--patients", "0", "--out", _folder.Sub("x").FullName)).Faulted("CM1901");

    [Fact]
    public async Task Import_prints_and_stores_the_receipt()
    {
        var root = SharedData.Require("mimic-iv-demo-2.2");

        var run = await CliRun.Of("data", "import", "mimic4", "--root", root.FullName, "--out", _folder.Sub("mimic").FullName);

        Assert.Equal(0, run.Exit);
        Assert.Contains("rows in", run.Out, StringComparison.Ordinal);
        Assert.Contains("of drug rows mapped to ATC", run.Out, StringComparison.Ordinal);
        Assert.True(_folder.File("mimic/receipt.json").Exists);
    }

    [Fact]
    public async Task Import_names_what_is_missing()
    {
        (await CliRun.Of("data", "import", "mimic4", "--root", _folder.Sub("nowhere").FullName, "--out", _folder.Sub("x").FullName)).Faulted("CM1001");
        (await CliRun.Of("data", "import", "mimic4", "--root", _folder.Root.FullName, "--out", _folder.Sub("x").FullName)).Faulted("CM1002");
        Assert.Contains("did you mean 'mimic4'", (await CliRun.Of("data", "import", "mimic-4", "--root", "x", "--out", "y")).Faulted("CM2002"), StringComparison.Ordinal);
        Assert.Equal(2, (await CliRun.Of("data", "import", "mimic4")).Exit);
    }

    [Fact]
    public async Task A_database_is_read_by_connectors_that_can_and_never_instead_of_a_folder_that_was_given()
    {
        var cohort = _folder.Sub("x").FullName;

        Assert.Contains("omop", (await CliRun.Of("data", "import", "mimic4", "--connection", "Host=db;Password=pa55word-1", "--out", cohort)).Faulted("CM7024"), StringComparison.Ordinal);
        var malformed = (await CliRun.Of("data", "import", "omop", "--connection", "Host=db;Pasword=pa55word-1", "--out", cohort)).Faulted("CM1060");
        Assert.DoesNotContain("pa55word-1", malformed, StringComparison.Ordinal);
        Assert.Equal(2, (await CliRun.Of("data", "import", "omop", "--out", cohort)).Exit);
        Assert.Equal(2, (await CliRun.Of("data", "import", "omop", "--root", "x", "--connection", "Host=db", "--out", cohort)).Exit);
        Assert.Equal(2, (await CliRun.Of("data", "import", "omop", "--root", "x", "--schema", "cdm", "--out", cohort)).Exit);
    }

    [Fact]
    public async Task One_file_of_events_becomes_a_cohort()
    {
        var file = _folder.Write("mine.csv", "patient_id,visit_id,started_at,ended_at,kind,system,code\np,v,2031-02-03,2031-02-07,Diagnosis,Icd10Cm,E11.9\np,v,2031-02-03,2031-02-07,Medication,Local,Metformin\n");

        var run = await CliRun.Of("data", "import", "events", "--root", file.FullName, "--out", _folder.Sub("events").FullName, "--json");

        Assert.Equal(0, run.Exit);
        Assert.Equal(1, run.Json.GetProperty("receipt").GetProperty("patients").GetInt32());
    }

    public void Dispose() => _folder.Dispose();
}
