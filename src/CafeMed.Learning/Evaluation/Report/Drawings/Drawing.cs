using System.Collections.Immutable;
using CafeMed.Learning.Evaluation.Report.Html;

namespace CafeMed.Learning.Evaluation.Report.Drawings;

/// <summary>A picture that stands alone: lines, boxes, dots and texts on white. It becomes SVG or PNG.</summary>
/// <param name="Title">What it shows, for those who do not see it.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Shapes">What is drawn, one over the other.</param>
public sealed record Drawing(string Title, int Width, int Height, ImmutableArray<DrawnShape> Shapes)
{
    /// <summary>The picture as an SVG document.</summary>
    public string ToSvg()
    {
        var shapes = Shapes.Select(shape => shape switch
        {
            DrawnShape.Line line => Markup.Of($"<line x1=\"{line.X1}\" y1=\"{line.Y1}\" x2=\"{line.X2}\" y2=\"{line.Y2}\" stroke=\"{Hex(line.Colour)}\" stroke-width=\"{line.Thickness}\" stroke-linecap=\"round\"/>\n"),
            DrawnShape.Dot dot => Markup.Of($"<circle cx=\"{dot.X}\" cy=\"{dot.Y}\" r=\"{dot.Radius}\" fill=\"{(dot.Hollow ? "#ffffff" : Hex(dot.Colour))}\" stroke=\"{Hex(dot.Colour)}\" stroke-width=\"1.6\"/>\n"),
            DrawnShape.Text text => Markup.Of($"<text x=\"{text.X}\" y=\"{text.Y}\" font-size=\"{text.Size}\" fill=\"{Hex(text.Colour)}\" text-anchor=\"{Anchor(text.Align)}\">{text.Words}</text>\n"),
            _ => Markup.Empty,
        });
        return Markup.Of($"""
            <svg xmlns="http://www.w3.org/2000/svg" role="img" width="{Width}" height="{Height}" viewBox="0 0 {Width} {Height}" font-family="Liberation Sans, Arial, sans-serif">
            <title>{Title}</title>
            <rect width="100%" height="100%" fill="#ffffff"/>
            {shapes}</svg>

            """).ToString();
    }

    /// <summary>The picture as a PNG file, drawn at twice its size.</summary>
    public byte[] ToPng()
    {
        const double scale = 2;
        var canvas = new Canvas((int)(Width * scale), (int)(Height * scale));
        foreach (var shape in Shapes)
            switch (shape)
            {
                case DrawnShape.Line line:
                    canvas.Stroke(line.X1 * scale, line.Y1 * scale, line.X2 * scale, line.Y2 * scale, line.Thickness * scale, line.Colour);
                    break;
                case DrawnShape.Dot dot:
                    canvas.Disc(dot.X * scale, dot.Y * scale, dot.Radius * scale, dot.Colour);
                    if (dot.Hollow)
                        canvas.Disc(dot.X * scale, dot.Y * scale, (dot.Radius - 1.6) * scale, 0xffffff);
                    break;
                case DrawnShape.Text text:
                    Write(canvas, text, scale);
                    break;
            }
        return canvas.ToPng();
    }

    // Capitals are about seven tenths of the font's size; strokes run wider than a font, so they are drawn a little smaller.
    private static void Write(Canvas canvas, DrawnShape.Text text, double scale)
    {
        var size = 0.66 * text.Size * scale;
        var left = text.X * scale - StrokeFont.Width(text.Words, size) * text.Align / 2;
        foreach (var line in StrokeFont.Lines(text.Words, left, text.Y * scale, size))
            for (var i = 0; i + 1 < line.Length; i++)
                canvas.Stroke(line[i].X, line[i].Y, line[i + 1].X, line[i + 1].Y, 0.14 * size, text.Colour);
    }

    private static string Anchor(int align) => align switch { 0 => "start", 1 => "middle", _ => "end" };

    private static string Hex(int colour) => $"#{colour:x6}";
}
