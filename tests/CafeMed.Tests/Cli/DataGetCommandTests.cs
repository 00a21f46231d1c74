using CafeMed.Cli.Runs;
using CafeMed.Tests.Data;
using CafeMed.Tests.Data.Demos;

namespace CafeMed.Tests.Cli;

public sealed class DataGetCommandTests : IDisposable
{
    private const string Folder = "eicu-crd-demo/2.0.1/";

    private readonly TempFolder _place = new();
    private readonly FileServer _server = new();

    public DataGetCommandTests() => Environment.SetEnvironmentVariable(DownloadPlace.Variable, _server.Address.ToString());

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(DownloadPlace.Variable, null);
        _server.Dispose();
        _place.Dispose();
    }

    [Fact]
    public async Task The_folder_it_leaves_can_be_imported_as_it_is_and_the_licence_is_told()
    {
        foreach (var file in SharedData.Require("eicu-demo-2.0/csv").GetFiles())
            _server.Add($"{Folder}{file.Name}", File.ReadAllBytes(file.FullName));
        _server.AddSums(Folder);

        var got = await CliRun.Of("data", "get", "eicu-demo", "--out", _place.Sub("eicu").FullName);
        var imported = await CliRun.Of("data", "import", "eicu", "--root", _place.Sub("eicu").FullName, "--out", _place.Sub("cohort").FullName);

        Assert.Equal((0, 0), (got.Exit, imported.Exit));
        Assert.Contains("Open Database License", got.Out, StringComparison.Ordinal);
        Assert.Contains("cafemed data import eicu --root", got.Out, StringComparison.Ordinal);
        Assert.Contains("medication.csv.gz", got.Error, StringComparison.Ordinal);
        Assert.Contains("SHA-256 is right", got.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_tells_the_same()
    {
        _server.Add($"{Folder}a.csv", "x\n"u8.ToArray());
        _server.AddSums(Folder);

        var run = await CliRun.Of("data", "get", "eicu-demo", "--out", _place.Sub("eicu").FullName, "--json");

        Assert.Equal((0, 1, "eicu"), (run.Exit, run.Json.GetProperty("downloaded").GetInt32(), run.Json.GetProperty("connector").GetString()));
    }

    [Fact]
    public async Task What_goes_wrong_is_a_fault()
    {
        (await CliRun.Of("data", "get", "mimic-v-demo", "--out", _place.Sub("x").FullName)).Faulted("CM1120");
        (await CliRun.Of("data", "get", "mimic-iv-demo", "--out", _place.Sub("x").FullName)).Faulted("CM1122");
        Assert.Equal(2, (await CliRun.Of("data", "get", "mimic-iv-demo")).Exit);
        Environment.SetEnvironmentVariable(DownloadPlace.Variable, "http://elsewhere.example/files");
        (await CliRun.Of("data", "get", "mimic-iv-demo", "--out", _place.Sub("x").FullName)).Faulted("CM7030");
    }
}
