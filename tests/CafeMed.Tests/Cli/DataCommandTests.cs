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
        Assert.Contains("did you mean 'mimic4'", (await CliRun.Of("data", "import", "mimic", "--root", "x", "--out", "y")).Faulted("CM2002"), StringComparison.Ordinal);
        Assert.Equal(2, (await CliRun.Of("data", "import", "mimic4")).Exit);
    }

    public void Dispose() => _folder.Dispose();
}
