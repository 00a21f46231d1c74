using System.Globalization;

namespace CafeMed.Cli;

/// <summary>Where the program reads and writes, so that a test can stand in for the terminal.</summary>
/// <param name="Out">Results, and nothing else.</param>
/// <param name="Error">Progress, log and faults.</param>
/// <param name="In">What <c>-</c> reads.</param>
internal sealed record CliStreams(TextWriter Out, TextWriter Error, TextReader In)
{
    /// <summary>The width of tables where the output is no terminal and COLUMNS says nothing.</summary>
    public const int PlainWidth = 100;

    /// <summary>Whether results may have colours.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>Whether progress may be drawn as a bar.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Columns of a line of results.</summary>
    public int Width { get; init; } = PlainWidth;

    /// <summary>The streams of the process. NO_COLOR makes both of them plain.</summary>
    public static CliStreams OfProcess()
    {
        var plain = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new CliStreams(Console.Out, Console.Error, Console.In)
        {
            OutIsTerminal = !plain && !Console.IsOutputRedirected,
            ErrorIsTerminal = !plain && !Console.IsErrorRedirected,
            Width = Columns(),
        };
    }

    private static int Columns()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), CultureInfo.InvariantCulture, out var asked) && asked is >= 40 and <= 400)
            return asked;
        return !Console.IsOutputRedirected && Console.WindowWidth is >= 40 and var seen ? seen : PlainWidth;
    }
}
