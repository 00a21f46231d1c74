using CafeMed.Tests.Data;
using CafeMed.Tests.Learning;

namespace CafeMed.Tests.Cli;

[Collection(TorchTests.Turn)]
public sealed class DoctorCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Libraries_are_tried_and_folders_looked_at()
    {
        var run = await CliRun.Of("doctor", "--runs", _folder.Sub("runs").FullName, "--json");

        Assert.Equal(0, run.Exit);
        var states = run.Json.GetProperty("checks").EnumerateArray().ToDictionary(check => check.GetProperty("what").GetString()!, check => check.GetProperty("state").GetString());
        Assert.Equal(("ok", "ok", "ok"), (states["native torch"], states["DuckDB"], states["runs folder"]));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_bad()
    {
        var run = await CliRun.Of("doctor", "--runs", Path.Combine("/proc", "runs"));

        Assert.Equal(3, run.Exit);
        Assert.Contains("bad", run.Out, StringComparison.Ordinal);
        Assert.Contains("It is not", run.Out, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
