using System.CommandLine;
using CafeMed.Cli.Show;

namespace CafeMed.Cli;

/// <summary>What a command is given: where to write, the time, and the options that all commands share.</summary>
internal sealed class CliContext(CliStreams streams, TimeProvider time, CommonOptions common)
{
    private int _threads = 1;

    /// <summary>The raw streams.</summary>
    public CliStreams Streams { get; } = streams;

    /// <summary>The only clock.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>The options that all commands share.</summary>
    public CommonOptions Common { get; } = common;

    /// <summary>Whether standard output is one JSON document.</summary>
    public bool Json { get; private set; }

    /// <summary>Whether stack traces are wanted.</summary>
    public bool Verbose { get; private set; }

    /// <summary>What was given as seed, or <see langword="null"/>.</summary>
    public int? Seed { get; private set; }

    /// <summary>Results for people; says nothing where JSON is wanted.</summary>
    public Page Page { get; private set; } = null!;

    /// <summary>Progress and remarks, on standard error.</summary>
    public RunLog Log { get; } = new(streams, time);

    /// <summary>The command line, as it was parsed.</summary>
    public IReadOnlyList<string> Arguments { get; private set; } = [];

    /// <summary>Takes over the shared options.</summary>
    public void Open(ParseResult parsed)
    {
        (Json, Verbose, Seed) = (parsed.GetValue(Common.Json), parsed.GetValue(Common.Verbose), parsed.GetValue(Common.Seed));
        Page = Json ? new Page(TextWriter.Null, Streams.Width, false) : new Page(Streams.Out, Streams.Width, Streams.OutIsTerminal);
        Arguments = [.. parsed.Tokens.Select(token => token.Value)];
        _threads = parsed.GetValue(Common.Threads);
    }

    /// <summary>Lets the arithmetic use the threads that were asked for; called by what computes, so that nothing else loads the native library.</summary>
    public void Compute() => Learning.Compute.UseThreads(_threads);

    /// <summary>Ends a command: where JSON is wanted, <paramref name="result"/> is what is printed.</summary>
    public int Finish(object result, int exit = ExitCodes.Fine)
    {
        if (Json)
            Streams.Out.WriteLine(JsonText.Of(result));
        return exit;
    }
}
