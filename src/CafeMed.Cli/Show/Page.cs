using System.Text;
using Spectre.Console;

namespace CafeMed.Cli.Show;

/// <summary>Standard output for people: headings, lines, wrapped text, tables. Colours on a terminal alone.</summary>
internal sealed class Page
{
    private readonly TextWriter _out;
    private readonly IAnsiConsole _console;

    /// <summary>Writes to <paramref name="target"/>.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="width">Columns of a line.</param>
    /// <param name="terminal">Whether colours may be used.</param>
    public Page(TextWriter target, int width, bool terminal)
    {
        (_out, Width) = (target, width);
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(target),
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        _console.Profile.Width = width;
        _console.Profile.Capabilities.Unicode = true;
    }

    /// <summary>Columns of a line.</summary>
    public int Width { get; }

    /// <summary>An empty line, and a heading.</summary>
    public void Heading(string text)
    {
        _out.WriteLine();
        _console.Write(new Markup($"[bold]{text.EscapeMarkup()}[/]"));
        _out.WriteLine();
    }

    /// <summary>One line as it stands: never broken, so that a path can be copied.</summary>
    public void Line(string text = "") => _out.WriteLine(text);

    /// <summary>Text broken between words; every line after the first is indented.</summary>
    public void Text(string text, int indent = 2, int hang = 2)
    {
        foreach (var line in Wrap(text, Width - indent, hang))
            _out.WriteLine(new string(' ', indent) + line);
    }

    /// <summary>Text after a mark of its own, such as a number: its later lines begin under its first word.</summary>
    public void Item(string mark, string text, int indent = 2)
    {
        var room = indent + mark.Length;
        var first = true;
        foreach (var line in Wrap(text, Width - room, 0))
        {
            _out.WriteLine(first ? new string(' ', indent) + mark + line : new string(' ', room) + line);
            first = false;
        }
    }

    /// <summary>A table with a line under its headings; a cell may have several lines.</summary>
    /// <param name="columns">The headings; those that begin with <c>&lt;</c> stand at the left, the others at the right.</param>
    /// <param name="rows">Plain text.</param>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        foreach (var line in TextTable.Lines(columns, [.. rows], Width))
            _out.WriteLine(line);
    }

    /// <summary>Breaks <paramref name="text"/> between words into lines of at most <paramref name="width"/> characters; the later ones begin with <paramref name="hang"/> spaces.</summary>
    public static IEnumerable<string> Wrap(string text, int width, int hang)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > hang && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear().Append(' ', hang).Append(word);
            }
            else
                line.Append(line.Length == 0 || line.Length == hang && line.ToString().AsSpan().Trim().IsEmpty ? "" : " ").Append(word);
        }
        if (line.Length > 0)
            yield return line.ToString();
    }
}
