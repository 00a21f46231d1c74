using CafeMed.Tests.Learning;

namespace CafeMed.Tests.Cli;

[Collection(TorchTests.Turn)]
public sealed class TrainCommandTests(SmallRun small) : IClassFixture<SmallRun>
{
    [Fact]
    public void A_run_folder_has_everything()
    {
        Assert.Equal(0, small.Trained.Exit);
        Assert.Superset(
            new HashSet<string> { "config.yaml", "receipt.json", "run.json", "checkpoint.safetensors", "model.safetensors", "metrics.json", "report.html" },
            Directory.EnumerateFiles(small.Run).Select(file => Path.GetFileName(file)!).ToHashSet());
        Assert.Contains("width: 8", File.ReadAllText(Path.Combine(small.Run, "config.yaml")), StringComparison.Ordinal);
        Assert.Contains(small.Run, small.Trained.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_goes_to_standard_error_alone()
    {
        Assert.Contains("epoch 2 of at most 2", small.Trained.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("of at most", small.Trained.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(" s]", small.Trained.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Output_that_is_no_terminal_has_no_escape_codes()
    {
        Assert.DoesNotContain('\u001b', small.Trained.Out);
        Assert.DoesNotContain('\u001b', small.Trained.Error);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(120)]
    public async Task Lines_fit_the_width(int width)
    {
        var run = await CliRun.Of(["eval", "--run", small.Run], TestContext.Current.CancellationToken, width: width);

        Assert.Equal(0, run.Exit);
        Assert.All(run.Out.Split('\n'), line => Assert.True(line.Length <= width, $"{line.Length}: {line}"));
        Assert.Contains(width < 98 ? "lead of cafemed over" : "lead", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_training_that_is_resumed_ends_as_an_unbroken_one()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var place = small.Place("broken");
        using var log = new StopAt(stop, "epoch 1 of at most 2");

        var broken = await CliRun.Of(["train", "--cohort", small.Cohort, "--out", place, "--epochs", "2", .. SmallRun.Quick], stop.Token, error: log);
        var eval = await CliRun.Of("eval", "--run", place);
        var resumed = await CliRun.Of("train", "--resume", "--out", place);

        Assert.Equal(130, broken.Exit);
        Assert.Contains($"cafemed train --resume --out {place}", broken.Error, StringComparison.Ordinal);
        eval.Faulted("CM7012");
        Assert.Equal(0, resumed.Exit);
        Assert.Contains("going on after 1 finished epoch", resumed.Error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(Path.Combine(small.Run, "metrics.json")), File.ReadAllText(Path.Combine(place, "metrics.json")));
        Assert.Equal(File.ReadAllBytes(Path.Combine(small.Run, "model.safetensors")), File.ReadAllBytes(Path.Combine(place, "model.safetensors")));
    }

    [Theory]
    [InlineData("Fitting the linear tower")]
    [InlineData("Training cafemed")]
    [InlineData("Fitting the baselines")]
    public async Task Wherever_a_run_is_interrupted_it_says_how_to_go_on(string stage)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var place = small.Place(stage.Replace(' ', '-'));
        using var log = new StopAt(stop, stage);

        var broken = await CliRun.Of(["train", "--cohort", small.Cohort, "--out", place, "--epochs", "1", .. SmallRun.Quick], stop.Token, error: log);

        Assert.Equal(130, broken.Exit);
        Assert.Single(broken.Error.Split('\n'), line => line.Contains($"cafemed train --resume --out {place}", StringComparison.Ordinal));
        Assert.Equal(0, (await CliRun.Of("train", "--resume", "--out", place)).Exit);
    }

    [Fact]
    public async Task Resuming_refuses_other_settings()
    {
        var run = await CliRun.Of("train", "--resume", "--out", small.Run, "--epochs", "9");

        Assert.Contains("trainer.epochs = 2, not 9", run.Faulted("CM7011"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_keeps_which_interactions_it_was_made_with_and_resuming_refuses_others()
    {
        var table = small.File("mine.csv", "first,second,severity\nB01AA03,M01AE01,4\n");
        using var run = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(small.Run, "run.json"), TestContext.Current.CancellationToken));

        Assert.Equal(64, run.RootElement.GetProperty("interactionsDigest").GetString()!.Length);
        (await CliRun.Of("train", "--resume", "--out", small.Run, "--interactions", table)).Faulted("CM7052");
        var (own, other) = (await CliRun.Of("eval", "--run", small.Run, "--json"), await CliRun.Of("eval", "--run", small.Run, "--interactions", table, "--interactions-alone", "--json"));
        Assert.Equal(0, other.Exit);
        Assert.NotEqual(own.Out, other.Out);
    }

    [Fact]
    public async Task Resuming_refuses_another_cohort()
    {
        var other = small.Place("other");
        await CliRun.Of("data", "synth", "--patients", "12", "--out", other);

        (await CliRun.Of("train", "--resume", "--out", small.Run, "--cohort", other)).Faulted("CM7010");
        (await CliRun.Of("eval", "--run", small.Run, "--cohort", other)).Faulted("CM7010");
    }

    [Fact]
    public async Task A_folder_that_is_not_empty_is_not_written_to() =>
        (await CliRun.Of("train", "--cohort", small.Cohort, "--out", small.Run)).Faulted("CM7001");

    [Theory]
    [InlineData("trainer.epoch=3", "CM3001", "did you mean 'epochs'")]
    [InlineData("optons.width=8", "CM3001", "did you mean 'options'")]
    [InlineData("options.widht=8", "CM3001", "did you mean 'width'")]
    [InlineData("trainer.epochs=many", "CM3002", "trainer.epochs")]
    [InlineData("trainer.epochs=0", "CM3002", ": trainer.epochs must be between 1 and 10000.")]
    [InlineData("options.width=1", "CM3002", ": width must be between 8 and 1024.")]
    [InlineData("level=9", "CM3002", ": level must be between 3 and 5.")]
    [InlineData("trainer.epochs", "CM7007", "no '='")]
    [InlineData("=3", "CM7007", "key is empty")]
    [InlineData("trainer..epochs=3", "CM7007", "key is empty")]
    [InlineData("options=null", "CM3002", "options")]
    [InlineData("baselines=null", "CM3002", "baselines")]
    [InlineData("baselines=[~]", "CM7007", "no empty items")]
    [InlineData("trainer.epochs=[1", "CM7007", "not a YAML value")]
    [InlineData("network=cafemd", "CM2002", "did you mean 'cafemed'")]
    [InlineData("baselines=[logistik]", "CM2002", "did you mean 'logistic'")]
    [InlineData("effects=margnal", "CM2002", "did you mean 'marginal'")]
    public async Task A_wrong_setting_is_named(string setting, string code, string words)
    {
        var run = await CliRun.Of("train", "--cohort", small.Cohort, "--out", small.Place("none"), "--set", setting);

        Assert.Contains(words, run.Faulted(code), StringComparison.Ordinal);
        Assert.DoesNotContain("..\n", run.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.False(Directory.Exists(small.Place("none")));
    }

    [Fact]
    public async Task A_wrong_file_of_settings_is_named_with_the_line()
    {
        var misspelt = await CliRun.Of("train", "--cohort", small.Cohort, "--config", small.File("a.yaml", "trainer:\n  leerningRate: 0.1\n"));
        var torn = await CliRun.Of("train", "--cohort", small.Cohort, "--config", small.File("b.yaml", "seed: 7\ntrainer: [1, 2\nlevel: 4\n"));
        var folder = await CliRun.Of("train", "--cohort", small.Cohort, "--config", small.Root);
        var missing = await CliRun.Of("train", "--cohort", small.Cohort, "--config", small.Place("c.yaml"));

        Assert.Contains("'trainer.leerningRate'; did you mean 'learningRate'", misspelt.Faulted("CM3001"), StringComparison.Ordinal);
        Assert.Contains("line 2", torn.Faulted("CM7006"), StringComparison.Ordinal);
        Assert.Matches(@"left open\.\s", torn.Error);
        Assert.Contains("it is a folder", folder.Faulted("CM7014"), StringComparison.Ordinal);
        missing.Faulted("CM7009");
    }

    [Fact]
    public async Task A_cohort_that_is_not_there_is_named()
    {
        (await CliRun.Of("train", "--cohort", small.Place("nobody"))).Faulted("CM1001");
        (await CliRun.Of("train", "--cohort", small.Run, "--out", small.Place("x"))).Faulted("CM1012");
    }

    [Fact]
    public async Task A_cohort_is_needed_unless_a_run_is_resumed()
    {
        Assert.Equal(2, (await CliRun.Of("train")).Exit);
        Assert.Equal(2, (await CliRun.Of("train", "--resume")).Exit);
    }
}
