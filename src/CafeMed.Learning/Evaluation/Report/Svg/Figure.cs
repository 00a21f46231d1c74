using CafeMed.Learning.Evaluation.Report.Html;

namespace CafeMed.Learning.Evaluation.Report.Svg;

/// <summary>A drawing with its name, its description for those who do not see it, and its numbers as a table under it.</summary>
public static class Figure
{
    /// <summary>Width of every drawing in pixels: what a telephone shows without shrinking it.</summary>
    public const double Width = 360;

    /// <summary>The whole figure.</summary>
    /// <param name="id">Distinct on the page; characters other than letters, digits and hyphens become their number.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="description">What is to be seen, in a sentence or two.</param>
    /// <param name="height">Height of the drawing, in pixels.</param>
    /// <param name="drawing">The shapes.</param>
    /// <param name="table">The numbers.</param>
    public static Markup Of(string id, string title, string description, double height, Markup drawing, Markup table)
    {
        ArgumentNullException.ThrowIfNull(id);
        var name = string.Concat(id.Select(character => char.IsAsciiLetterOrDigit(character) || character == '-' ? $"{character}" : $"_{(int)character:x}"));
        return Markup.Of($"""
            <figure><figcaption>{title}</figcaption>
            <svg role="img" aria-labelledby="{name}-t {name}-d" viewBox="0 0 {Width} {height}">
            <title id="{name}-t">{title}</title><desc id="{name}-d">{description}</desc>
            {drawing}</svg>
            <details><summary>Numbers</summary>
            {table}</details></figure>

            """);
    }

    /// <summary>The figure of nothing: it says so.</summary>
    public static Markup NoData(string id, string title, string reason) => Of(
        id, title, $"No data: {reason}", 60, Shapes.Text("mid", Width / 2, 34, "no data"), Markup.Of($"<p class=\"none\">No data: {reason}</p>\n"));
}
