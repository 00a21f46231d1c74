using CafeMed.Data;
using CafeMed.Data.Synthetic;
using CafeMed.Tests.Data;
using CafeMed.Tests.Learning;

namespace CafeMed.Tests.Cli;

[Collection(TorchTests.Turn)]
public sealed class StreamedRunTests : IAsyncLifetime
{
    private static readonly string[] Few = ["--epochs", "2", "--set", "streaming.fittedVisits=60", "--set", "streaming.heldOutPatients=8", .. SmallRun.Quick];

    private readonly TempFolder _folder = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    private string Cohort => Path.Combine(_folder.Root.FullName, "cohort");

    [Fact]
    public async Task A_cohort_of_four_shards_is_trained_and_measured_and_what_was_a_sample_is_said()
    {
        var place = Path.Combine(_folder.Root.FullName, "run");

        var trained = await CliRun.Of(["--json", "train", "--cohort", Cohort, "--out", place, .. Few]);
        var eval = await CliRun.Of("--json", "eval", "--run", place, "--gates");

        Assert.True(trained.Exit == 0, trained.Error);
        Assert.Contains("in 4 shards", trained.Error, StringComparison.Ordinal);
        var cohort = trained.Json.GetProperty("cohort");
        Assert.Equal(120, new[] { "training", "validation", "test" }.Sum(part => cohort.GetProperty(part).GetProperty("patients").GetInt32()));
        Assert.Equal(cohort.GetProperty("test").GetProperty("patients").GetInt32(), trained.Json.GetProperty("scores").GetProperty("patients").GetInt32());
        Assert.Equal(trained.Json.GetProperty("scores").GetRawText(), eval.Json.GetProperty("scores").GetRawText());
        Assert.Equal(trained.Json.GetProperty("gates").GetRawText(), eval.Json.GetProperty("gates").GetRawText());
        var warnings = string.Join('\n', trained.Json.GetProperty("warnings").EnumerateArray().Select(text => text.GetString()));
        Assert.Contains("read in 4 shards; effects by ridge-dml, linear tower and baselines were fitted on the", warnings, StringComparison.Ordinal);
        Assert.Contains("decisions were chosen on 8 of", warnings, StringComparison.Ordinal);
        const string Gates = "Gates were looked at on 8 of";
        Assert.Contains(Gates, warnings, StringComparison.Ordinal);
        Assert.Contains(Gates, string.Join('\n', eval.Json.GetProperty("warnings").EnumerateArray().Select(text => text.GetString())), StringComparison.Ordinal);
        Assert.Contains("read in 4 shards", await File.ReadAllTextAsync(Path.Combine(place, "report.html"), _ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--split hospital --track admission", "Split by hospital")]
    [InlineData("--split time", "Split by time of the first visit")]
    [InlineData("--fold 3", "Split by patient, fold 3 of 5")]
    public async Task Shards_are_split_by_hospital_time_and_fold_too_and_nothing_leaks(string options, string told)
    {
        var place = Path.Combine(_folder.Root.FullName, "other");

        var trained = await CliRun.Of(["train", "--cohort", Cohort, "--out", place, .. Few, .. options.Split(' ')]);
        var audit = await CliRun.Of("audit", place, "--json");

        Assert.True(trained.Exit == 0, trained.Error);
        Assert.Contains(told, trained.Out, StringComparison.Ordinal);
        Assert.Equal(0, audit.Exit);
        Assert.Equal(audit.Json.GetProperty("checks")[0].GetProperty("looked").GetInt32(), audit.Json.GetProperty("checks")[1].GetProperty("looked").GetInt32());
    }

    [Fact]
    public async Task Interrupted_and_resumed_it_ends_as_an_unbroken_run()
    {
        var (whole, broken) = (Path.Combine(_folder.Root.FullName, "whole"), Path.Combine(_folder.Root.FullName, "broken"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_ct);
        using var log = new StopAt(stop, "epoch 1 of at most 2");

        await CliRun.Of(["train", "--cohort", Cohort, "--out", whole, .. Few]);
        var first = await CliRun.Of(["train", "--cohort", Cohort, "--out", broken, .. Few], stop.Token, error: log);
        var second = await CliRun.Of("train", "--resume", "--out", broken);

        Assert.Equal((130, 0), (first.Exit, second.Exit));
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(whole, "metrics.json"), _ct), await File.ReadAllTextAsync(Path.Combine(broken, "metrics.json"), _ct));
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(whole, "model.safetensors"), _ct), await File.ReadAllBytesAsync(Path.Combine(broken, "model.safetensors"), _ct));
    }

    [Fact]
    public async Task A_shard_that_was_changed_is_a_fault()
    {
        File.Copy(Path.Combine(Cohort, "visits-001.parquet"), Path.Combine(Cohort, "visits-002.parquet"), overwrite: true);

        (await CliRun.Of(["train", "--cohort", Cohort, "--out", Path.Combine(_folder.Root.FullName, "run"), .. Few])).Faulted("CM1014");
    }

    public async ValueTask InitializeAsync()
    {
        var (people, _) = SyntheticCohort.Create(new SyntheticOptions { Patients = 120, Seed = 5 }, null, _ct);
        var receipt = new ReceiptBuilder();
        receipt.Connector("synthetic", "made up");
        using var writer = CohortWriter.Create(new DirectoryInfo(Cohort), people.Name, 4);
        foreach (var patient in people.Patients)
            writer.Add(patient);
        await writer.FinishAsync(receipt, _ct);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
