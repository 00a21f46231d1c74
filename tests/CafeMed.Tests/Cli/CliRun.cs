using System.Text.Json;
using CafeMed.Cli;

namespace CafeMed.Tests.Cli;

/// <summary>What one command line did.</summary>
internal sealed record CliRun(int Exit, string Out, string Error)
{
    /// <summary>Runs the program in this process, as if nothing were a terminal.</summary>
    public static Task<CliRun> Of(params string[] args) => Of(args, TestContext.Current.CancellationToken);

    /// <summary>Runs the program in this process.</summary>
    public static async Task<CliRun> Of(string[] args, CancellationToken ct, string input = "", int width = 100, TextWriter? error = null, bool terminal = false)
    {
        var (result, log) = (new StringWriter(), error ?? new StringWriter());
        var streams = new CliStreams(result, log, new StringReader(input)) { Width = width, OutIsTerminal = terminal, ErrorIsTerminal = false };
        var exit = await CafeMedProgram.RunAsync(args, streams, TimeProvider.System, ct);
        return new CliRun(exit, result.ToString(), log.ToString()!);
    }

    /// <summary>The output as one JSON document.</summary>
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    /// <summary>Asserts that a fault was told, and returns what was printed on standard error.</summary>
    public string Faulted(string code)
    {
        Assert.Equal(3, Exit);
        Assert.StartsWith($"{code}: ", Error.Split('\n').First(line => line.StartsWith("CM", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        return Error;
    }
}
