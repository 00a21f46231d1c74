using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Svg;

namespace CafeMed.Learning.Evaluation.Report.Plots;

/// <summary>The proposed drugs on a circle, with a line for each interacting pair: severity by colour, by dash and by letter.</summary>
public static class InteractionRing
{
    private const string Id = "fig-ring";
    private const string Title = "Interactions among the proposed drugs";
    private const int Most = 30;
    private const int Crowded = 18;
    private static readonly (double X, double Y, double Radius) Circle = (180, 172, 100);

    /// <summary>The ring of one advice. Drugs without facts have a hollow mark and a question mark.</summary>
    public static Markup Of(Advice advice, Func<Code, string> label)
    {
        ArgumentNullException.ThrowIfNull(advice);
        var pairs = Pairs(advice);
        var (drawn, rest) = Nodes(advice.Recommendation.Codes, pairs);
        if (drawn.Length == 0)
            return Figure.NoData(Id, Title, "nothing is proposed.");
        var places = drawn.Select((code, i) => (code, angle: 2 * Math.PI * i / drawn.Length - Math.PI / 2)).ToDictionary(node => node.code, node => node.angle);
        var lines = pairs.Where(pair => places.ContainsKey(pair.First) && places.ContainsKey(pair.Second)).Select(pair => Curve.Between(pair, At(places[pair.First]), At(places[pair.Second]))).ToArray();
        var more = rest == 0 ? "" : $" {rest} more drugs without a finding are not drawn.";
        return Figure.Of(
            Id,
            Title,
            $"{drawn.Length} drugs, {pairs.Length} interacting pairs, {advice.Unchecked.Count} drugs without facts: not known to be safe.{more}",
            386,
            Markup.Of($"{lines.Select(line => line.Line())}{Curve.Letters(lines)}{drawn.Select(code => Node(code, places[code], drawn.Length > Crowded, advice.Unchecked.Contains(code), label))}{Legend()}\n"),
            Markup.Of($"{Table.Of(Title, [new("First"), new("Second"), new("Severity")], pairs.Select(pair => new[] { Words.Name(pair.First, label), Words.Name(pair.Second, label), Words.Badge(pair.Severity) }))}<p>{more}</p>"));
    }

    private static Interaction[] Pairs(Advice advice)
    {
        var proposed = advice.Recommendation.Codes;
        return advice.Findings.IsDefault ? [] : [.. advice.Findings
            .Select(finding => finding.Interaction).OfType<Interaction>()
            .Where(pair => proposed.Contains(pair.First) && proposed.Contains(pair.Second) && pair.First != pair.Second)
            .GroupBy(pair => (pair.First, pair.Second)).Select(same => same.MaxBy(pair => pair.Severity)!)
            .OrderByDescending(pair => pair.Severity).ThenBy(pair => pair.First).ThenBy(pair => pair.Second)];
    }

    private static (Code[] Drawn, int More) Nodes(CodeSet proposed, Interaction[] pairs)
    {
        if (proposed.Count <= Most)
            return ([.. proposed], 0);
        var involved = CodeSet.From(pairs.SelectMany(pair => new[] { pair.First, pair.Second }));
        Code[] drawn = [.. involved.Concat(proposed.Where(code => !involved.Contains(code))).Take(Math.Max(Most, involved.Count)).Order()];
        return (drawn, proposed.Count - drawn.Length);
    }

    private static (double X, double Y) At(double angle, double beyond = 0) =>
        (Circle.X + (Circle.Radius + beyond) * Math.Cos(angle), Circle.Y + (Circle.Radius + beyond) * Math.Sin(angle));

    private static Markup Node(Code code, double angle, bool crowded, bool unknown, Func<Code, string> label)
    {
        var (x, y) = At(angle);
        var name = TextWidth.Fit(code.Value, 11, 52) + (unknown ? " ?" : "");
        var told = unknown ? $"{label(code)}: no facts, not known to be safe" : label(code);
        return Markup.Of($"<g><title>{told}</title>{Shapes.Dot(unknown ? "node hollow" : "node", x, y, 5)}{(crowded ? Spoke(name, angle) : Beside(name, angle))}</g>\n");
    }

    private static Markup Beside(string name, double angle)
    {
        var (x, y) = At(angle, 14);
        var anchor = Math.Cos(angle) switch { > 0.25 => "", < -0.25 => " end", _ => " mid" };
        return Shapes.Text("halo" + anchor, x, y + 4 + 4 * Math.Sin(angle), name);
    }

    // Many names only fit as the spokes of a wheel; on the left they are turned to be read from the left.
    private static Markup Spoke(string name, double angle)
    {
        var (x, y) = At(angle, 11);
        var left = Math.Cos(angle) < -1e-9;
        var degrees = angle * 180 / Math.PI + (left ? 180 : 0);
        return Markup.Of($"<text class=\"halo{(left ? " end" : "")}\" transform=\"translate({x} {y}) rotate({degrees})\" x=\"0\" y=\"4\">{name}</text>");
    }

    private static Markup Legend() => Markup.Of($"{Enum.GetValues<Severity>().Reverse().Select((severity, i) => Key(severity, 14 + 178 * (i % 2), 342 + 20 * (i / 2)))}{Shapes.Dot("node hollow", 27, 378, 4)}{Shapes.Text("", 48, 382, "? no facts: not known to be safe")}");

    private static Markup Key(Severity severity, double x, double y) => Markup.Of(
        $"{Shapes.Line($"edge {Words.Look(severity)}", x, y - 4, x + 26, y - 4)}{Shapes.Text("", x + 34, y, $"{Words.Letter(severity)}  {Words.Of(severity)}")}");
}
