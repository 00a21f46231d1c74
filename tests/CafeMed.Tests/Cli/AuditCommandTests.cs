using CafeMed.Learning.Storage;
using CafeMed.Tests.Learning;

namespace CafeMed.Tests.Cli;

[Collection(TorchTests.Turn)]
public sealed class AuditCommandTests(SmallRun small) : IClassFixture<SmallRun>
{
    [Fact]
    public async Task A_run_without_leaks_ends_well()
    {
        var (text, json) = (await CliRun.Of("audit", small.Run), await CliRun.Of("audit", small.Run, "--json"));

        Assert.Equal((0, 0), (text.Exit, json.Exit));
        Assert.Contains("No leak was found", text.Out, StringComparison.Ordinal);
        Assert.True(json.Json.GetProperty("clean").GetBoolean());
        Assert.Equal(8, json.Json.GetProperty("checks").GetArrayLength());
        Assert.True(json.Json.GetProperty("checks")[1].GetProperty("looked").GetInt32() > 0);
    }

    [Fact]
    public async Task A_run_that_was_decided_on_test_patients_ends_with_4_and_says_who()
    {
        var place = small.Place("leaking");
        Directory.CreateDirectory(place);
        foreach (var file in Directory.EnumerateFiles(small.Run))
            File.Copy(file, Path.Combine(place, Path.GetFileName(file)), overwrite: true);
        var (model, baselines) = ModelFile.Read(new FileInfo(Path.Combine(place, "model.safetensors")));
        var tested = ScoresFile.Read(await File.ReadAllTextAsync(Path.Combine(place, "scores.json"), TestContext.Current.CancellationToken), "scores.json").People;
        ModelFile.Write(new FileInfo(Path.Combine(place, "model.safetensors")), model with { ChosenOn = new Fingerprint([.. model.ChosenOn.People, tested[0]]) }, baselines);

        var audit = await CliRun.Of("audit", place);

        Assert.Equal(4, audit.Exit);
        Assert.Contains("took part in fitting the calibration, decision", System.Text.RegularExpressions.Regex.Replace(audit.Out, @"\s+", " "), StringComparison.Ordinal);
        Assert.Contains("A LEAK WAS FOUND", audit.Out, StringComparison.Ordinal);
        Assert.Equal(4, (await CliRun.Of("audit", place, "--json")).Exit);
    }

    [Fact]
    public async Task Without_a_run_or_with_none_it_is_refused()
    {
        (await CliRun.Of("audit")).Faulted("CM7071");
        (await CliRun.Of("audit", small.Cohort)).Faulted("CM7002");
    }
}
