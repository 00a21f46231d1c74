using System.Text.Json;
using CafeMed.Tests.Data;
using CafeMed.Tests.Data.Legacy;
using CafeMed.Tests.Learning;

namespace CafeMed.Tests.Cli;

[Collection(TorchTests.Turn)]
public sealed class ProtocolTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TinyLegacy _records = new(patients: 24);

    public void Dispose()
    {
        _folder.Dispose();
        _records.Dispose();
    }

    [Fact]
    public async Task Legacy_records_are_trained_and_measured_on_their_own_split_and_interactions()
    {
        var (cohort, run) = (_folder.Sub("cohort").FullName, _folder.Sub("run").FullName);
        var import = await CliRun.Of("data", "import", "legacy", "--root", _records.Root.FullName, "--out", cohort);
        Assert.Equal(0, import.Exit);
        Assert.True(_folder.File("cohort/interactions.csv").Exists);

        var train = await CliRun.Of(["train", "--cohort", cohort, "--out", run, "--protocol", "legacy", "--epochs", "1", "--set", "level=3", .. SmallRun.Quick]);
        var eval = await CliRun.Of("eval", "--run", run, "--json");

        Assert.Equal((0, 0), (train.Exit, eval.Exit));
        Assert.Contains("protocol: legacy", File.ReadAllText(Path.Combine(run, "config.yaml")), StringComparison.Ordinal);
        Assert.Contains("ddi_A_final.pkl", File.ReadAllText(Path.Combine(run, "report.html")), StringComparison.Ordinal);
        using var stored = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "metrics.json")));
        Assert.Equal(stored.RootElement.GetProperty("scores").GetRawText(), eval.Json.GetProperty("scores").GetRawText());
        Assert.Equal(4, eval.Json.GetProperty("scores").GetProperty("patients").GetInt32());
        foreach (var told in new[] { train.Out, File.ReadAllText(Path.Combine(run, "report.html")), (await CliRun.Of("eval", "--run", run)).Out })
            Assert.Contains("As the field reports it", told, StringComparison.Ordinal);
        Assert.True(stored.RootElement.GetProperty("scores").GetProperty("rows")[0].GetProperty("field").GetProperty("jaccard").GetProperty("mean").GetDouble() > 0);
    }

    [Fact]
    public async Task A_protocol_that_does_not_exist_is_a_matter_of_usage() =>
        Assert.Equal(2, (await CliRun.Of("train", "--cohort", "x", "--protocol", "random")).Exit);
}
