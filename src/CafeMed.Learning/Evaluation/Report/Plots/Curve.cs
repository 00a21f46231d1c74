using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Svg;

namespace CafeMed.Learning.Evaluation.Report.Plots;

// A line of the ring, bent towards the middle so that neighbours' lines are seen too.
internal sealed record Curve(Severity Severity, (double X, double Y) From, (double X, double Y) Bend, (double X, double Y) To)
{
    private const double Middle = 180;
    private const double Centre = 172;

    public static Curve Between(Interaction pair, (double X, double Y) from, (double X, double Y) to) =>
        new(pair.Severity, from, (Middle + ((from.X + to.X) / 2 - Middle) * 0.35, Centre + ((from.Y + to.Y) / 2 - Centre) * 0.35), to);

    public Markup Line() => Markup.Of($"<path class=\"edge {Words.Look(Severity)}\" d=\"M{From.X} {From.Y}Q{Bend.X} {Bend.Y} {To.X} {To.Y}\"/>\n");

    /// <summary>A letter on each line, where it covers no other, nor another line, if there is room.</summary>
    public static IEnumerable<Markup> Letters(IReadOnlyList<Curve> curves)
    {
        var taken = new List<(double X, double Y)>();
        double[] stops = [0.5, 0.38, 0.62, 0.28, 0.72, 0.2, 0.8];
        foreach (var curve in curves)
        {
            var free = stops.Where(t => taken.TrueForAll(spot => Distance(spot, curve.At(t)) > 17)).DefaultIfEmpty(0.5).ToArray();
            var stop = free.FirstOrDefault(t => !curves.Any(other => other != curve && other.Passes(curve.At(t))), free[0]);
            var (x, y) = curve.At(stop);
            taken.Add((x, y));
            yield return Markup.Of($"{Shapes.Dot($"seal {Words.Look(curve.Severity)}", x, y, 7.5)}{Shapes.Text("mid small strong", x, y + 3.5, Words.Letter(curve.Severity))}\n");
        }
    }

    private bool Passes((double X, double Y) spot) => Enumerable.Range(0, 41).Any(i => Distance(At(i / 40.0), spot) < 11);

    private (double X, double Y) At(double t) => (
        (1 - t) * (1 - t) * From.X + 2 * t * (1 - t) * Bend.X + t * t * To.X,
        (1 - t) * (1 - t) * From.Y + 2 * t * (1 - t) * Bend.Y + t * t * To.Y);

    private static double Distance((double X, double Y) a, (double X, double Y) b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));
}
