using CafeMed.Learning.Evaluation.Report.Html;

namespace CafeMed.Learning.Evaluation.Report.Svg;

/// <summary>The few shapes that the plots are drawn with. Looks come from the page's style by class.</summary>
public static class Shapes
{
    /// <summary>A line.</summary>
    public static Markup Line(string look, double x1, double y1, double x2, double y2) =>
        Markup.Of($"<line class=\"{look}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>");

    /// <summary>A circle around (<paramref name="x"/>, <paramref name="y"/>).</summary>
    public static Markup Dot(string look, double x, double y, double radius) =>
        Markup.Of($"<circle class=\"{look}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>");

    /// <summary>A rectangle; a negative width is none.</summary>
    public static Markup Box(string look, double x, double y, double width, double height) =>
        Markup.Of($"<rect class=\"{look}\" x=\"{x}\" y=\"{y}\" width=\"{Math.Max(0, width)}\" height=\"{Math.Max(0, height)}\"/>");

    /// <summary>A line through points.</summary>
    public static Markup Path(string look, IEnumerable<(double X, double Y)> points)
    {
        var corners = Markup.Join(Markup.Of($" "), points.Select(point => Markup.Of($"{point.X},{point.Y}")));
        return Markup.Of($"<polyline class=\"{look}\" points=\"{corners}\"/>");
    }

    /// <summary>A text whose baseline starts at (<paramref name="x"/>, <paramref name="y"/>).</summary>
    public static Markup Text(string look, double x, double y, string text) => Markup.Of($"<text class=\"{look}\" x=\"{x}\" y=\"{y}\">{text}</text>");

    /// <summary>A text cut to <paramref name="width"/> pixels at 11 pixels' size, the whole of it told to a pointer that rests there.</summary>
    public static Markup Label(string look, double x, double y, string text, double width)
    {
        var fitted = TextWidth.Fit(text, 11, width);
        return fitted == text ? Text(look, x, y, text) : Markup.Of($"<text class=\"{look}\" x=\"{x}\" y=\"{y}\"><title>{text}</title>{fitted}</text>");
    }

    /// <summary>A marker of one of four shapes, so that series differ by more than colour.</summary>
    public static Markup Marker(string look, int shape, double x, double y) => (shape % 4) switch
    {
        0 => Dot(look, x, y, 5),
        1 => Box(look, x - 4.5, y - 4.5, 9, 9),
        2 => Markup.Of($"<polygon class=\"{look}\" points=\"{x},{y - 6} {x + 6},{y} {x},{y + 6} {x - 6},{y}\"/>"),
        _ => Markup.Of($"<polygon class=\"{look}\" points=\"{x},{y - 5.5} {x + 5.5},{y + 4.5} {x - 5.5},{y + 4.5}\"/>"),
    };
}
