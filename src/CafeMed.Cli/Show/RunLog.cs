using Spectre.Console;

namespace CafeMed.Cli.Show;

/// <summary>Standard error: what is being done, with the time since the start.</summary>
internal sealed class RunLog(CliStreams streams, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    /// <summary>Whether a bar may be drawn.</summary>
    public bool Draws => streams.ErrorIsTerminal;

    /// <summary>Seconds since the program started.</summary>
    public double Seconds => time.GetElapsedTime(_start).TotalSeconds;

    /// <summary>One line.</summary>
    public void Line(string text) => streams.Error.WriteLine(text);

    /// <summary>One line with the time: the beginning of a stage.</summary>
    public void Stage(string text) => streams.Error.WriteLine($"[{Seconds,6:0.0} s] {text}");

    /// <summary>A console for bars on standard error.</summary>
    public IAnsiConsole Console() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(streams.Error) });
}
