using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Svg;

namespace CafeMed.Learning.Evaluation.Report.Plots;

/// <summary>What spoke for a medication (right) and against it (left): the largest contributions, the rest in one, and their sum, the logit.</summary>
public static class ContributionPlot
{
    /// <summary>How many contributions are drawn one by one.</summary>
    public const int Shown = 8;

    private const double Row = 18;

    /// <summary>The contributions as they are drawn: the <see cref="Shown"/> largest by size, then the rest as one. Their amounts sum to the whole.</summary>
    public static IReadOnlyList<(string Name, string Way, double Amount)> Bars(ScoredMedication medication, Func<Code, string> label)
    {
        ArgumentNullException.ThrowIfNull(medication);
        var finite = Finite(medication);
        List<(string, string, double)> bars = [.. finite.Take(Shown).Select(part => (Words.About(part, label), Words.Way(part), part.Amount))];
        if (finite.Length > Shown)
            bars.Add(($"{finite.Length - Shown} others", "", finite.Skip(Shown).Sum(part => part.Amount)));
        return bars;
    }

    /// <summary>The plot of one medication.</summary>
    /// <param name="medication">With its contributions, in nats.</param>
    /// <param name="label">Names of codes.</param>
    /// <param name="scale">The same for every medication of the report, so that bars can be compared; <see langword="null"/> for a scale of its own.</param>
    public static Markup Of(ScoredMedication medication, Func<Code, string> label, Scale? scale)
    {
        ArgumentNullException.ThrowIfNull(medication);
        ArgumentNullException.ThrowIfNull(label);
        var id = $"fig-why-{medication.Code}";
        var title = $"{label(medication.Code)}, {Numbers.Percent(medication.Probability)}";
        var bars = Bars(medication, label);
        if (bars.Count == 0)
            return Figure.NoData(id, title, "the recommender gives no account of this medication.");
        var sum = bars.Sum(bar => bar.Amount);
        var area = new PlotArea(scale ?? Scale.Covering(bars.Select(bar => bar.Amount).Append(0)), Scale.Covering([]), 190, 6, 310, 6 + Row * bars.Count);
        return Figure.Of(
            id,
            title,
            $"Contributions in nats. Strongest: {bars[0].Name}{bars[0].Way}, {Numbers.WithSign(bars[0].Amount, 2)}. Together {Numbers.WithSign(sum, 2)}, the logit.",
            area.Bottom + 42,
            Markup.Of($"{area.BottomAxis("")}{Shapes.Line("zero", area.X(0), area.Top, area.X(0), area.Bottom)}{bars.Select((bar, i) => Bar(area, bar, area.Top + Row * i))}{Total(area, sum, medication.Probability)}\n"),
            Listing(title, medication, label));
    }

    private static Markup Bar(PlotArea area, (string Name, string Way, double Amount) bar, double y)
    {
        var (from, to) = (Math.Min(area.X(0), area.X(bar.Amount)), Math.Max(area.X(0), area.X(bar.Amount)));
        return Markup.Of($"{Name(bar.Name, bar.Way, area.Left - 6, y + 13)}{Shapes.Box(bar.Amount < 0 ? "against" : "for", from, y + 3, Math.Max(to - from, 0.75), Row - 6)}{Shapes.Text("end", Figure.Width - 2, y + 13, Numbers.WithSign(bar.Amount, 2))}\n");
    }

    // A long name gives way, not the way by which it counted.
    private static Markup Name(string name, string way, double x, double y) => Markup.Of(
        $"<text class=\"end\" x=\"{x}\" y=\"{y}\"><title>{name}{way}</title>{TextWidth.Fit(name, 11, x - 4 - TextWidth.Of(way, 11))}<tspan class=\"mute\">{way}</tspan></text>");

    private static Markup Total(PlotArea area, double sum, double probability)
    {
        var y = area.Bottom + 36;
        var logit = LogOdds.Of(probability);
        var agrees = !double.IsFinite(logit) || Math.Abs(logit - sum) < 0.05;
        var says = agrees ? $"sum = logit of {Numbers.Percent(probability)}" : $"sum (the logit shown is {Numbers.WithSign(logit, 2)})";
        return Markup.Of($"{Shapes.Line("grid", 4, y - 14, Figure.Width - 2, y - 14)}{Shapes.Text("strong", 4, y, says)}{Shapes.Text("end strong", Figure.Width - 2, y, Numbers.WithSign(sum, 2))}");
    }

    private static Markup Listing(string title, ScoredMedication medication, Func<Code, string> label)
    {
        const int Listed = 20;
        var finite = Finite(medication);
        var broken = medication.Contributions.Length - finite.Length;
        var rows = finite.Take(Listed).Select(part => new[]
        {
            Markup.Encoded(Words.Of(part, label)), Markup.Of($"<code>{part.Code?.Value}</code>"), Markup.Encoded(Numbers.WithSign(part.Amount, 3)),
        });
        if (finite.Length > Listed)
            rows = rows.Append([Markup.Of($"{finite.Length - Listed} others"), Markup.Empty, Markup.Encoded(Numbers.WithSign(finite.Skip(Listed).Sum(part => part.Amount), 3))]);
        var warning = broken == 0 ? Markup.Empty : Markup.Of($"<p class=\"alarm\">{broken} contributions are not numbers and are left out.</p>");
        return Markup.Of($"{Table.Of(title, [new("What"), new("Code"), new("Nats", Numeric: true)], rows)}{warning}");
    }

    private static Contribution[] Finite(ScoredMedication medication) => medication.Contributions.IsDefault
        ? []
        : [.. medication.Contributions.Where(part => double.IsFinite(part.Amount)).OrderByDescending(part => Math.Abs(part.Amount))];
}
