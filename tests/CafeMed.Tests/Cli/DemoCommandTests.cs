using System.Text.Json;
using CafeMed.Tests.Data;
using CafeMed.Tests.Learning;

namespace CafeMed.Tests.Cli;

[Collection(TorchTests.Turn)]
public sealed class DemoCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Place => _folder.Sub("run").FullName;

    [Fact]
    public async Task A_stranger_is_told_everything_in_order()
    {
        var run = await CliRun.Of(["demo", "--patients", "48", "--epochs", "1", "--out", Place, .. SmallRun.Quick], TestContext.Current.CancellationToken, width: 80);

        Assert.Equal(0, run.Exit);
        Assert.All(run.Out.Split('\n').Where(line => !line.Contains(Place, StringComparison.Ordinal)), line => Assert.True(line.Length <= 80, line));
        string[] order =
        [
            "Cohort synthetic", "48 patients", "per visit", "Split by patient", "Effects on drugs", "log odds", "Training", "Results on the test part: 8 patients",
            "Jaccard", "cafemed", "copy-last", "popular", "(given)", "(oracle)", "The test part has 8 patients: intervals are wide", "Advice for held-out patient",
            "Proposed by cafemed", "base rate", "clinicians gave", "Interactions among the proposed drugs", "Written", Place,
        ];
        var at = 0;
        foreach (var words in order)
        {
            var next = run.Out.IndexOf(words, at, StringComparison.Ordinal);
            Assert.True(next >= 0, $"'{words}' is not there, or not in order.");
            at = next;
        }
    }

    [Fact]
    public async Task Who_is_made_up_is_a_setting_and_the_command_line_goes_over_it()
    {
        var run = await CliRun.Of(
            ["demo", "--patients", "48", "--epochs", "1", "--set", "synthetic.drift=2", "--set", "synthetic.missingLabels=0.1", "--missing-labels", "0.2", "--out", Place, .. SmallRun.Quick]);

        Assert.Equal(0, run.Exit);
        var truth = await CafeMed.Data.Synthetic.SyntheticTruth.ReadAsync(_folder.Sub("run/cohort"), TestContext.Current.CancellationToken);
        Assert.Equal((2, 0.2), (truth.Options.Drift, truth.Options.MissingLabels));
    }

    [Theory]
    [InlineData("CM7035", "--set", "synthetic.patients=20")]
    [InlineData("CM3001", "--set", "synthetic.drifting=1")]
    [InlineData("CM1901", "--set", "synthetic.drift=7")]
    [InlineData("CM7036", "--set", "synthetic.drift=1", "--connector", "eicu", "--root", "x")]
    public async Task Settings_of_the_made_up_people_that_cannot_be_are_refused(string code, params string[] words) =>
        (await CliRun.Of(["demo", .. words.Contains("--connector") ? Array.Empty<string>() : ["--patients", "48"], "--out", Place, .. words])).Faulted(code);

    [Fact]
    public async Task Its_run_can_be_measured_again_where_it_is_moved_to()
    {
        await CliRun.Of(["demo", "--patients", "48", "--epochs", "1", "--out", Place, .. SmallRun.Quick]);
        Directory.Move(Place, $"{Place}-moved");

        var eval = await CliRun.Of("eval", "--run", $"{Place}-moved");

        Assert.Equal(0, eval.Exit);
        Assert.Contains("(oracle)", eval.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_said_of_the_best_reachable_at_a_level_that_the_truth_is_not_about()
    {
        var run = await CliRun.Of(["demo", "--patients", "48", "--epochs", "1", "--set", "level=3", "--out", Place, .. SmallRun.Quick]);

        Assert.Equal(0, run.Exit);
        Assert.Contains("cafemed", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("(oracle)", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_demo_is_resumed_by_train()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var log = new StopAt(stop, "epoch 1 of at most 2");

        var broken = await CliRun.Of(["demo", "--patients", "30", "--epochs", "2", "--out", Place, .. SmallRun.Quick], stop.Token, error: log);
        var resumed = await CliRun.Of("train", "--resume", "--out", Place);

        Assert.Equal((130, 0), (broken.Exit, resumed.Exit));
        Assert.True(_folder.File("run/report.html").Exists);
    }

    [Fact]
    public async Task Interrupted_before_the_training_it_leaves_nothing_behind()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var log = new StopAt(stop, "Making");

        Assert.Equal(130, (await CliRun.Of(["demo", "--patients", "30", "--out", Place], stop.Token, error: log)).Exit);
        Assert.False(Directory.Exists(Place));
    }

    [Fact]
    public async Task Json_is_one_document_with_all_of_it()
    {
        var run = await CliRun.Of(["demo", "--patients", "30", "--epochs", "1", "--out", Place, "--json", .. SmallRun.Quick]);

        Assert.Equal(0, run.Exit);
        foreach (var key in new[] { "notice", "run", "cohort", "receipt", "effects", "epochs", "scores", "oracle", "advice", "warnings" })
            Assert.True(run.Json.TryGetProperty(key, out _), key);
        Assert.Equal(JsonValueKind.Array, run.Json.GetProperty("scores").GetProperty("rows").ValueKind);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_numbers()
    {
        string[] line = ["demo", "--patients", "30", "--epochs", "1", "--seed", "11", .. SmallRun.Quick];
        await CliRun.Of([.. line, "--out", _folder.Sub("a").FullName]);
        await CliRun.Of([.. line, "--out", _folder.Sub("b").FullName]);

        Assert.Equal(File.ReadAllText(_folder.File("a/metrics.json").FullName), File.ReadAllText(_folder.File("b/metrics.json").FullName));
    }

    [Theory]
    [InlineData("mimic4", "mimic-iv-demo-2.2")]
    [InlineData("eicu", "eicu-demo-2.0")]
    public async Task Real_records_go_the_same_way(string connector, string data)
    {
        var root = SharedData.Require(data);

        var run = await CliRun.Of(["demo", "--connector", connector, "--root", root.FullName, "--epochs", "1", "--out", Place, .. SmallRun.Quick, "--set", "trainer.batch=64"]);

        Assert.Equal(0, run.Exit);
        foreach (var words in new[] { "Receipt: what became of the rows", "of drug rows mapped to ATC", "Results on the test part", "Advice for held-out patient" })
            Assert.Contains(words, run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("(oracle)", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("made up", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_input_leaves_no_run_folder()
    {
        Assert.Contains("did you mean 'synthetic'", (await CliRun.Of("demo", "--connector", "sinthetic", "--out", Place)).Faulted("CM7008"), StringComparison.Ordinal);
        (await CliRun.Of("demo", "--connector", "mimic4", "--root", _folder.Sub("nowhere").FullName, "--out", Place)).Faulted("CM1001");
        (await CliRun.Of("demo", "--patients", "5", "--out", Place)).Faulted("CM2007");

        Assert.False(Directory.Exists(Place));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_a_fault() =>
        (await CliRun.Of(["demo", "--patients", "12", "--epochs", "1", "--out", "/proc/cafemed-run"])).Faulted("CM7005");

    public void Dispose() => _folder.Dispose();
}
