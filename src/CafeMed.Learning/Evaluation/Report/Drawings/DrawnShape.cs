namespace CafeMed.Learning.Evaluation.Report.Drawings;

/// <summary>One shape of a drawing; places in pixels from the top left, colours as 0xRRGGBB.</summary>
public abstract record DrawnShape
{
    private DrawnShape()
    {
    }

    /// <summary>A line with round ends.</summary>
    /// <param name="X1">From.</param>
    /// <param name="Y1">From.</param>
    /// <param name="X2">To.</param>
    /// <param name="Y2">To.</param>
    /// <param name="Thickness">Of the line.</param>
    /// <param name="Colour">Of the line.</param>
    public sealed record Line(double X1, double Y1, double X2, double Y2, double Thickness, int Colour) : DrawnShape;

    /// <summary>A disc, or a ring.</summary>
    /// <param name="X">Centre.</param>
    /// <param name="Y">Centre.</param>
    /// <param name="Radius">Of the disc.</param>
    /// <param name="Colour">Of the disc.</param>
    /// <param name="Hollow">Whether it is a ring.</param>
    public sealed record Dot(double X, double Y, double Radius, int Colour, bool Hollow) : DrawnShape;

    /// <summary>A line of words.</summary>
    /// <param name="X">Where it starts, has its middle, or ends.</param>
    /// <param name="Y">Its base line.</param>
    /// <param name="Size">Of the font.</param>
    /// <param name="Words">The words.</param>
    /// <param name="Colour">Of the words.</param>
    /// <param name="Align">0 starts at X, 1 has its middle there, 2 ends there.</param>
    public sealed record Text(double X, double Y, double Size, string Words, int Colour, int Align = 0) : DrawnShape;
}
