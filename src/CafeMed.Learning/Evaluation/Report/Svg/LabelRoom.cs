namespace CafeMed.Learning.Evaluation.Report.Svg;

/// <summary>Finds room for the labels of points, so that none covers a point or another label while there is room; first come, first served.</summary>
public sealed class LabelRoom(double left, double top, double right, double bottom)
{
    private const double Height = 14;
    private readonly List<(double Left, double Top, double Right, double Bottom)> _taken = [];

    /// <summary>Keeps labels off a point.</summary>
    public void Block(double x, double y, double radius) => _taken.Add((x - radius, y - radius, x + radius, y + radius));

    /// <summary>Where the baseline of a label starts that belongs to the point (<paramref name="x"/>, <paramref name="y"/>).</summary>
    public (double X, double Y) Place(double x, double y, double width)
    {
        var free = Candidates(x, y, width).Select(spot => Inside(spot, width)).ToArray();
        var chosen = free.FirstOrDefault(spot => !_taken.Any(box => Overlaps(box, spot, width)), free[0]);
        _taken.Add((chosen.X, chosen.Y - Height + 3, chosen.X + width, chosen.Y + 3));
        return chosen;
    }

    private static IEnumerable<(double X, double Y)> Candidates(double x, double y, double width)
    {
        for (var shift = 0.0; shift <= 60; shift += 6)
        {
            yield return (x + 9, y - 7 - shift);
            yield return (x - 9 - width, y - 7 - shift);
            yield return (x + 9, y + 15 + shift);
            yield return (x - 9 - width, y + 15 + shift);
        }
    }

    private (double X, double Y) Inside((double X, double Y) spot, double width) =>
        (Math.Max(left + 2, Math.Min(spot.X, right - width - 2)), Math.Max(top + Height, Math.Min(spot.Y, bottom - 4)));

    private static bool Overlaps((double Left, double Top, double Right, double Bottom) box, (double X, double Y) spot, double width) =>
        spot.X < box.Right && spot.X + width > box.Left && spot.Y - Height + 3 < box.Bottom && spot.Y + 3 > box.Top;
}
