using System.Globalization;
using CafeMed.Learning.Evaluation.Report.Svg;
using CafeMed.Learning.Tuning;

namespace CafeMed.Learning.Evaluation.Report.Drawings;

/// <summary>The trials of a search: a dot for what each reached, a ring where it was stopped early, and a line for the best so far.</summary>
public static class TrialPlot
{
    private const int Width = 760, Height = 420;
    private const double Left = 74, Right = 736, Top = 70, Bottom = 360;
    private const int Ink = 0x19222c, Mute = 0x4d5966, Grid = 0xdfe4e9, Lead = 0x0b5a9e, Other = 0x7a8794;

    /// <summary>The plot of <paramref name="trials"/>, in their order.</summary>
    /// <param name="title">The first line.</param>
    /// <param name="about">The second: cohort, seed, size of the search.</param>
    /// <param name="trials">At least one.</param>
    public static Drawing Of(string title, string about, IReadOnlyList<TuningTrial> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        // One trial that broke must not press all others together.
        var reached = trials.Where(trial => trial.Score > 0).Select(trial => trial.Score).ToArray();
        var (across, up) = (Scale.Covering([1, trials.Count], 6), Scale.Covering(reached, 5));
        double X(double number) => across.Place(number, Left, Right);
        double Y(double score) => up.Place(score, Bottom, Top);
        List<DrawnShape> shapes = [new DrawnShape.Text(14, 24, 15, title, Ink), new DrawnShape.Text(14, 44, 12, about, Mute)];
        foreach (var tick in up.Ticks)
        {
            shapes.Add(new DrawnShape.Line(Left, Y(tick), Right, Y(tick), 1, Grid));
            shapes.Add(new DrawnShape.Text(Left - 8, Y(tick) + 4, 11, up.Label(tick), Mute, 2));
        }
        foreach (var tick in across.Ticks.Where(tick => tick >= 1))
            shapes.Add(new DrawnShape.Text(X(tick), Bottom + 18, 11, across.Label(tick), Mute, 1));
        shapes.Add(new DrawnShape.Text((Left + Right) / 2, Bottom + 40, 11, "trial; full dots were trained to their end, rings were stopped early; the line is the best so far", Mute, 1));
        var best = 0.0;
        for (var i = 0; i < trials.Count; i++)
        {
            var now = Math.Max(best, trials[i].Score);
            if (best > 0)
            {
                shapes.Add(new DrawnShape.Line(X(i), Y(best), X(i + 1), Y(best), 2, Lead));
                shapes.Add(new DrawnShape.Line(X(i + 1), Y(best), X(i + 1), Y(now), 2, Lead));
            }
            best = now;
        }
        shapes.AddRange(trials.Select((trial, i) => new DrawnShape.Dot(X(i + 1), Y(trial.Score), 4, trial.Stopped ? Other : Lead, trial.Stopped)));
        return new Drawing(
            string.Create(CultureInfo.InvariantCulture, $"{title}: {trials.Count} trials, the best with a validation Jaccard of {best:0.0000}"), Width, Height, [.. shapes]);
    }
}
