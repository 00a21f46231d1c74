using CafeMed.Learning.Evaluation.Report.Html;

namespace CafeMed.Learning.Evaluation.Report.Svg;

/// <summary>A rectangle with a scale on each side; in pixels from the top left.</summary>
/// <param name="Horizontal">Left to right.</param>
/// <param name="Vertical">Bottom to top.</param>
/// <param name="Left">Left edge.</param>
/// <param name="Top">Top edge.</param>
/// <param name="Right">Right edge.</param>
/// <param name="Bottom">Bottom edge.</param>
public sealed record PlotArea(Scale Horizontal, Scale Vertical, double Left, double Top, double Right, double Bottom)
{
    /// <summary>The column of pixels of a value.</summary>
    public double X(double value) => Horizontal.Place(value, Left, Right);

    /// <summary>The row of pixels of a value.</summary>
    public double Y(double value) => Vertical.Place(value, Bottom, Top);

    /// <summary>Grid lines and labels of the horizontal scale, and what it shows.</summary>
    public Markup BottomAxis(string title) => Markup.Of(
        $"{Horizontal.Ticks.Select(tick => Shapes.Line("grid", X(tick), Top, X(tick), Bottom))}{Horizontal.Ticks.Select(tick => Shapes.Text("tick mid", X(tick), Bottom + 14, Horizontal.Label(tick)))}{Shapes.Text("axis mid", (Left + Right) / 2, Bottom + 30, title)}\n");

    /// <summary>Grid lines and labels of the vertical scale, and what it shows.</summary>
    public Markup LeftAxis(string title) => Markup.Of(
        $"{Vertical.Ticks.Select(tick => Shapes.Line("grid", Left, Y(tick), Right, Y(tick)))}{Vertical.Ticks.Select(tick => Shapes.Text("tick end", Left - 6, Y(tick) + 3.5, Vertical.Label(tick)))}{Shapes.Text("axis", 4, Top - 12, title)}\n");
}
