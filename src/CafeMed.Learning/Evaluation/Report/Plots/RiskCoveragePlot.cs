using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Svg;
using CafeMed.Learning.Evaluation.Selective;

namespace CafeMed.Learning.Evaluation.Report.Plots;

/// <summary>Mean risk of the answered visits against the share that is answered, the most confident first.</summary>
public static class RiskCoveragePlot
{
    private const string Id = "fig-riskcoverage";
    private const string Title = "Risk against coverage";

    /// <summary>A curve that rises to the right: the model knows when it is good. The upright dashed line is where it abstains.</summary>
    public static Markup Of(DecisionReview review)
    {
        ArgumentNullException.ThrowIfNull(review);
        var points = review.Curve.Points;
        var area = new PlotArea(Scale.Covering([0, 100], 5), Scale.Covering(points.Select(point => point.Risk).Append(0)), 50, 36, 346, 250);
        var answered = area.X(100 * review.Answered);
        return Figure.Of(
            Id,
            Title,
            $"Area under the curve {Numbers.Measure(review.Curve.Area)}; of all visits the mean risk is {Numbers.Measure(points[^1].Risk)}. With the stored threshold {Numbers.Rate(review.Answered)} of the visits are answered, drawn as an upright dashed line.",
            area.Bottom + 38,
            Markup.Of($"{area.LeftAxis("mean risk of the answered (1 - Jaccard)")}{area.BottomAxis("answered, % of visits")}{Shapes.Line("mark", answered, area.Top, answered, area.Bottom)}{Shapes.Path("lead", points.Select(point => (area.X(100 * point.Coverage), area.Y(point.Risk))))}\n"),
            Table.Of(Title, [new("Answered", Numeric: true), new("Mean risk", Numeric: true), new("Least confidence", Numeric: true)], points.Select(point => new[]
            {
                Markup.Encoded(Numbers.Rate(point.Coverage)), Markup.Encoded(Numbers.Measure(point.Risk)), Markup.Encoded(Numbers.Measure(point.LeastConfidence)),
            })));
    }
}
