namespace CafeMed.Learning.Evaluation.Report.Html;

/// <summary>Finished HTML or SVG. It can only be made of literals and encoded values, so nothing that came from data can open a tag.</summary>
public sealed class Markup
{
    private readonly string _text;

    private Markup(string text) => _text = text;

    /// <summary>Nothing.</summary>
    public static Markup Empty { get; } = new("");

    /// <summary>The literal parts as they stand; every text between braces encoded, every number as an SVG coordinate.</summary>
    public static Markup Of(MarkupHandler markup) => new(markup.Take());

    /// <summary>A text from anywhere, encoded.</summary>
    public static Markup Encoded(string? text) => Of($"{text}");

    /// <summary>The parts one after the other with <paramref name="between"/> between them.</summary>
    public static Markup Join(Markup between, IEnumerable<Markup> parts) => new(string.Join(between._text, parts.Select(part => part._text)));

    /// <summary>The markup itself.</summary>
    public override string ToString() => _text;
}
