using CafeMed.Tests.Learning;

namespace CafeMed.Tests.Cli;

[Collection(TorchTests.Turn)]
public sealed class TuneCommandTests(SmallRun small) : IClassFixture<SmallRun>
{
    private string[] Line(string place, string network = "retain", int trials = 4, string cohort = "") =>
        ["tune", "--cohort", cohort.Length == 0 ? small.Cohort : cohort, "--network", network, "--trials", $"{trials}", "--epochs", "2", "--out", small.Place(place)];

    [Fact]
    public async Task The_best_settings_can_be_trained_with()
    {
        var run = await CliRun.Of([.. Line("best"), "--json"]);

        Assert.Equal(0, run.Exit);
        Assert.Equal(4, run.Json.GetProperty("cost").GetProperty("trials").GetInt32());
        var yaml = File.ReadAllText(Path.Combine(small.Place("best"), "best.yaml"));
        Assert.StartsWith("# The best of 4 trials for retain", yaml, StringComparison.Ordinal);
        Assert.Contains("| 1 |", File.ReadAllText(Path.Combine(small.Place("best"), "tuning.md")), StringComparison.Ordinal);
        Assert.StartsWith("<svg", File.ReadAllText(Path.Combine(small.Place("best"), "trials.svg")), StringComparison.Ordinal);
        var trained = await CliRun.Of("train", "--cohort", small.Cohort, "--config", Path.Combine(small.Place("best"), "best.yaml"), "--set", "baselines=[ridge, popular]", "--out", small.Place("trained"));
        Assert.True(trained.Exit == 0, trained.Error);
        Assert.Contains("ridge", (await CliRun.Of("eval", "--run", small.Place("trained"))).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_and_begun_again_it_comes_to_the_same_result()
    {
        await CliRun.Of(Line("whole"));
        using var stop = new CancellationTokenSource();
        var cut = await CliRun.Of(Line("cut"), stop.Token, error: new StopAt(stop, "trial 2 of 4"));
        Assert.Equal(130, cut.Exit);
        // As a kill leaves it: half a line.
        File.AppendAllText(Path.Combine(small.Place("cut"), "trials.jsonl"), "{\"number\":2,\"pla");

        var again = await CliRun.Of(Line("cut"));

        Assert.Contains("2 trials finished before", again.Error, StringComparison.Ordinal);
        Assert.Equal(Settings("whole"), Settings("cut"));
    }

    [Fact]
    public async Task More_trials_go_on_and_baselines_are_tuned_too()
    {
        string[] Line(int trials) => ["tune", "--cohort", small.Cohort, "--baseline", "ridge", "--trials", $"{trials}", "--out", small.Place("more")];
        await CliRun.Of(Line(2));

        var more = await CliRun.Of(Line(3));

        Assert.Contains("2 trials finished before", more.Error, StringComparison.Ordinal);
        Assert.Equal(3, File.ReadAllLines(Path.Combine(small.Place("more"), "trials.jsonl")).Length);
        Assert.Contains("baselines: [ridge]", File.ReadAllText(Path.Combine(small.Place("more"), "best.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_gone_on_with_is_refused()
    {
        await CliRun.Of(Line("mine", trials: 2));

        (await CliRun.Of(Line("mine", "gamenet", 2))).Faulted("CM7080");
        (await CliRun.Of([.. Line("x", trials: 2)[..^1], small.Run])).Faulted("CM7081");
        (await CliRun.Of("tune", "--cohort", small.Cohort, "--baseline", "popular", "--out", small.Place("popular"))).Faulted("CM7083");
        (await CliRun.Of("tune", "--cohort", small.Cohort, "--baseline", "retain", "--out", small.Place("popular"))).Faulted("CM2002");
        var log = Path.Combine(small.Place("mine"), "trials.jsonl");
        File.WriteAllLines(log, ["nothing", .. File.ReadAllLines(log)]);
        (await CliRun.Of(Line("mine", trials: 2))).Faulted("CM7082");
    }

    [Fact]
    public async Task A_wrong_use_is_told()
    {
        Assert.Equal(2, (await CliRun.Of("tune", "--out", small.Place("use"))).Exit);
        Assert.Equal(2, (await CliRun.Of([.. Line("use"), "--synth", "20"])).Exit);
        Assert.Equal(2, (await CliRun.Of(Line("use", trials: 0))).Exit);
    }

    private string Settings(string place) => string.Join('\n', File.ReadAllLines(Path.Combine(small.Place(place), "best.yaml")).Where(line => !line.StartsWith("# Cost", StringComparison.Ordinal)));
}
