using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

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

    /// <summary>A table; the first column at the left, all others at the right.</summary>
    /// <param name="columns">Its headings.</param>
    /// <param name="rows">Plain text; a cell may have several lines.</param>
    /// <param name="left">How many columns stand at the left.</param>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows, int left = 1)
    {
        var table = new Table { Border = TableBorder.Simple, UseSafeBorder = false };
        for (var i = 0; i < columns.Count; i++)
            table.AddColumn(new TableColumn(new Text(columns[i])) { Alignment = i < left ? Justify.Left : Justify.Right, Padding = new Padding(0, 0, i == columns.Count - 1 ? 0 : 2, 0), NoWrap = i >= left });
        foreach (var row in rows)
            table.AddRow(row.Select(cell => (IRenderable)new Text(cell)));
        foreach (var line in Lines(table))
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

    // Without the empty lines and the blanks at line ends that the border leaves.
    private IEnumerable<string> Lines(Table table)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = Width - 1;
        console.Profile.Capabilities.Unicode = true;
        console.Write(table);
        return [.. text.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => $" {line}".TrimEnd()).Where(line => line.Length > 0)];
    }
}
