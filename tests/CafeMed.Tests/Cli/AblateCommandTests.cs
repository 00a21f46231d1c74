using System.Text.Json;
using CafeMed.Tests.Learning;

namespace CafeMed.Tests.Cli;

[Collection(TorchTests.Turn)]
public sealed class AblateCommandTests(SmallRun small) : IClassFixture<SmallRun>
{
    private string[] Line(string place, string variants = "gate=static", string seeds = "1,2") =>
        ["ablate", "--cohort", small.Cohort, "--seeds", seeds, "--variants", variants, "--epochs", "1", "--out", small.Place(place), .. SmallRun.Quick];

    [Fact]
    public async Task Its_defaults_are_understood() =>
        (await CliRun.Of("ablate", "--cohort", "/no/such/cohort", "--out", Path.Combine(Path.GetTempPath(), "cafemed-no-such-comparison"))).Faulted("CM1001");

    [Fact]
    public async Task One_command_trains_and_writes_one_table()
    {
        var run = await CliRun.Of(Line("one"));

        Assert.Equal(0, run.Exit);
        Assert.Contains("What each part is worth: 2 seeds", run.Out, StringComparison.Ordinal);
        Assert.Contains("gate=static", run.Out, StringComparison.Ordinal);
        Assert.Contains("4 of 4: gate=static, seed 2", run.Error, StringComparison.Ordinal);
        Assert.Equal(4, Directory.GetFiles(Path.Combine(small.Place("one"), "runs")).Length);
        Assert.Contains("| `gate=static` |", File.ReadAllText(Path.Combine(small.Place("one"), "ablation.md")), StringComparison.Ordinal);
        Assert.Contains("<figure>", File.ReadAllText(Path.Combine(small.Place("one"), "ablation.html")), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(small.Place("one"), "ablation.json")));
        Assert.Equal(2, json.RootElement.GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public async Task Finished_runs_are_kept_and_torn_ones_are_made_again_to_the_same_result()
    {
        await CliRun.Of(Line("again"));
        var (table, runs) = (File.ReadAllText(Path.Combine(small.Place("again"), "ablation.md")), Path.Combine(small.Place("again"), "runs"));
        File.Delete(Path.Combine(runs, "full-seed2.json"));
        var torn = Path.Combine(runs, "gate=static-seed1.json");
        File.WriteAllText(torn, File.ReadAllText(torn)[..100]);

        var again = await CliRun.Of(Line("again"));

        Assert.Equal(0, again.Exit);
        Assert.Contains("full, seed 1: finished before", again.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("full, seed 2: finished before", again.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("gate=static, seed 1: finished before", again.Error, StringComparison.Ordinal);
        Assert.Equal(table, File.ReadAllText(Path.Combine(small.Place("again"), "ablation.md")));
    }

    [Fact]
    public async Task An_interrupted_comparison_says_how_to_go_on()
    {
        using var stop = new CancellationTokenSource();

        var run = await CliRun.Of(Line("stopped"), stop.Token, error: new StopAt(stop, "2 of 4"));

        Assert.Equal(130, run.Exit);
        Assert.Single(Directory.GetFiles(Path.Combine(small.Place("stopped"), "runs"), "*.json"));
        Assert.Equal(0, (await CliRun.Of(Line("stopped"))).Exit);
    }

    [Fact]
    public async Task A_folder_of_something_else_is_refused()
    {
        await CliRun.Of(Line("mine", seeds: "1"));

        (await CliRun.Of([.. Line("mine", seeds: "1"), "--set", "trainer.batch=8"])).Faulted("CM7045");
        (await CliRun.Of("ablate", "--synth", "30", "--seeds", "1", "--epochs", "1", "--variants", "gate=static", "--out", small.Place("mine"))).Faulted("CM7045");
        (await CliRun.Of([.. Line("ignored")[..^(SmallRun.Quick.Length + 1)], small.Run, .. SmallRun.Quick])).Faulted("CM7046");
    }

    [Theory]
    [InlineData("static", "CM3050")]
    [InlineData("gate=half", "CM3002")]
    public async Task A_wrong_variant_is_told_before_anything_is_trained(string variant, string code)
    {
        var error = (await CliRun.Of(Line("wrong", variant))).Faulted(code);

        Assert.DoesNotContain("1 of", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(small.Place("wrong")));
    }

    [Theory]
    [InlineData("--seeds", "5..1")]
    [InlineData("--seeds", "one")]
    [InlineData("--synth", "20")]
    public async Task A_wrong_use_is_told(string option, string value) =>
        Assert.Equal(2, (await CliRun.Of([.. Line("use")[..3], "--out", small.Place("use"), option, value])).Exit);

    [Fact]
    public async Task Eval_says_whether_the_gates_follow_the_patients_when_asked()
    {
        var (plain, asked) = (await CliRun.Of("eval", "--run", small.Run), await CliRun.Of("eval", "--run", small.Run, "--gates"));

        Assert.DoesNotContain("Do the gates follow", plain.Out, StringComparison.Ordinal);
        Assert.Contains("Do the gates follow the patients?", asked.Out, StringComparison.Ordinal);
        Assert.Contains("Do the gates follow the patients?", File.ReadAllText(Path.Combine(small.Run, "report.html")), StringComparison.Ordinal);
        // The cohort's truth was kept, so the planted gates are known from the file.
        Assert.True((await CliRun.Of("eval", "--run", small.Run, "--gates", "--json")).Json.GetProperty("gates").GetProperty("planted").ValueKind == JsonValueKind.Object);
    }

    [Fact]
    public async Task Damaged_states_of_visits_are_refused()
    {
        await CliRun.Of("data", "synth", "--patients", "42", "--seed", "5", "--out", small.Place("torn"));
        var states = Path.Combine(small.Place("torn"), "truth-visits.csv.gz");
        File.WriteAllText(states, "nothing");

        (await CliRun.Of("eval", "--run", small.Run, "--cohort", small.Place("torn"), "--gates")).Faulted("CM7047");
    }
}
