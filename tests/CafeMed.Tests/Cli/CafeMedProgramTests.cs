using CafeMed.Cli;
using CafeMed.Tests.House;

namespace CafeMed.Tests.Cli;

public sealed class CafeMedProgramTests
{
    [Fact]
    public async Task The_help_is_the_accepted_one()
    {
        var run = await CliRun.Of("--help");

        Assert.Equal(0, run.Exit);
        Accepted.Compare("tests/CafeMed.Tests/Cli/help.txt", string.Join('\n', Named(run.Out).Split('\n').Select(line => line.TrimEnd())).TrimEnd() + "\n");
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("data")]
    [InlineData("data import")]
    [InlineData("data synth")]
    [InlineData("train")]
    [InlineData("eval")]
    [InlineData("recommend")]
    [InlineData("ls")]
    [InlineData("doctor")]
    public async Task Every_option_says_what_happens_without_it(string verb)
    {
        var run = await CliRun.Of([.. verb.Split(' '), "--help"], TestContext.Current.CancellationToken, width: 1000);

        Assert.Equal(0, run.Exit);
        Assert.All(
            run.Out.Split('\n').Where(line => line.StartsWith("  --", StringComparison.Ordinal)),
            line => Assert.True(line.Contains("efault: ", StringComparison.Ordinal) || line.Contains("(REQUIRED)", StringComparison.Ordinal), line));
    }

    [Theory]
    [InlineData("bogus")]
    [InlineData("eval")]
    [InlineData("eval --run x --epochs 3")]
    [InlineData("demo --seed minus")]
    [InlineData("demo --seed -1")]
    [InlineData("demo --threads 0")]
    [InlineData("demo --epochs 0")]
    [InlineData("demo --connector eicu")]
    [InlineData("train --cohort=")]
    [InlineData("train --resume=perhaps")]
    public async Task Wrong_usage_ends_with_2_and_points_to_the_help(string line)
    {
        var run = await CliRun.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, run.Exit);
        Assert.Empty(run.Out);
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
        Assert.StartsWith("CM7016: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_threads_than_cores_are_refused_and_the_cores_are_counted()
    {
        var run = await CliRun.Of("ls", "--threads", $"{Environment.ProcessorCount + 1}");

        Assert.Equal(2, run.Exit);
        Assert.Contains($"this machine has {Environment.ProcessorCount} core", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await CliRun.Of("ls", "--threads", $"{Environment.ProcessorCount}")).Exit);
    }

    [Fact]
    public async Task Without_a_command_the_help_is_shown_and_the_end_is_that_of_wrong_usage()
    {
        var (nothing, help) = (await CliRun.Of(), await CliRun.Of("--help"));

        Assert.Equal((2, "", help.Out), (nothing.Exit, nothing.Out, nothing.Error));
    }

    [Theory]
    [InlineData("demo --epochs abc", "--epochs must be a whole number, not 'abc'.")]
    [InlineData("demo --seed 1.5", "--seed must be a whole number, not '1.5'.")]
    [InlineData("ls --threads many", "--threads must be a whole number, not 'many'.")]
    [InlineData("data synth --out x --patients ten", "--patients must be a whole number, not 'ten'.")]
    [InlineData("data synth --out x --drift much", "--drift must be a number, not 'much'.")]
    [InlineData("demo --epochs 99999999999", "--epochs must be from 1 to 2147483647.")]
    public async Task A_value_of_the_wrong_form_is_told_in_plain_words(string line, string words)
    {
        var run = await CliRun.Of(line.Split(' '));

        Assert.Equal(2, run.Exit);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("demo --root here", "--root needs --connector")]
    [InlineData("demo --connector synthetic --root here", "--root needs --connector")]
    [InlineData("demo --drug-map map.csv", "--drug-map needs --connector")]
    [InlineData("demo --connector eicu --root here --patients 20", "--patients is for the synthetic cohort alone")]
    [InlineData("demo --connector eicu --root here --drift 1", "--drift is for the synthetic cohort alone")]
    public async Task What_would_be_ignored_is_refused(string line, string words)
    {
        var run = await CliRun.Of(line.Split(' '));

        Assert.Equal(2, run.Exit);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_foresaw_ends_with_1_and_asks_for_a_report()
    {
        var streams = new CliStreams(new Broken(), new StringWriter(), new StringReader(""));
        var (quiet, loud) = (
            await CafeMedProgram.RunAsync(["ls"], streams, TimeProvider.System, TestContext.Current.CancellationToken),
            streams.Error.ToString()!);
        await CafeMedProgram.RunAsync(["ls", "--verbose"], streams, TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Equal(1, quiet);
        Assert.Contains("report", loud, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", loud, StringComparison.Ordinal);
        Assert.Contains("   at ", streams.Error.ToString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_is_a_json_object_where_json_is_wanted()
    {
        var run = await CliRun.Of("ls", "nothing", "--json");

        Assert.Equal(3, run.Exit);
        Assert.Equal("CM7015", run.Json.GetProperty("fault").GetProperty("code").GetString());
        Assert.NotEmpty(run.Json.GetProperty("fault").GetProperty("hint").GetString()!);
    }

    [Fact]
    public async Task A_cancelled_command_ends_with_130()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        Assert.Equal(130, (await CliRun.Of(["data", "synth", "--patients", "50", "--out", "never"], stop.Token)).Exit);
    }

    [Fact]
    public async Task A_terminal_gets_bold_headings_and_a_pipe_does_not()
    {
        var (terminal, pipe) = (await CliRun.Of(["ls"], TestContext.Current.CancellationToken, terminal: true), await CliRun.Of("ls"));

        Assert.DoesNotContain('\u001b', pipe.Out);
        Assert.Equal(pipe.Out, System.Text.RegularExpressions.Regex.Replace(terminal.Out, "\u001b\\[[0-9;]*m", ""));
    }

    // The parser calls the program what the process is called.
    private static string Named(string help) => help.Replace("CafeMed.Tests", "cafemed", StringComparison.Ordinal);

    /// <summary>A stream that fails in a way nobody foresees.</summary>
    private sealed class Broken : StringWriter
    {
        public override void WriteLine(string? value) => throw new InvalidCastException("a surprise");

        public override void WriteLine() => throw new InvalidCastException("a surprise");
    }
}
