using CafeMed.Learning.Evaluation.Report.Html;

namespace CafeMed.Learning.Evaluation.Report.Sections;

/// <summary>Every objection, loudest first.</summary>
public static class FindingTable
{
    /// <summary>The table; where there is none, what that does and does not mean.</summary>
    public static Markup Of(Advice advice, Func<Code, string> label)
    {
        ArgumentNullException.ThrowIfNull(advice);
        if (advice.Findings.IsDefaultOrEmpty)
            return Markup.Of($"<h3>Findings</h3><p>No rule objects. That speaks of the rules' facts alone: {advice.Unchecked.Count} proposed drugs have none, and interactions of three or more drugs, doses and organ function are not looked at.</p>\n");
        return Table.Of(
            "Findings, most severe first",
            [new("Drugs"), new("Severity"), new("What is said"), new("Share of pairs", Numeric: true), new("Rule and source")],
            advice.Findings.OrderByDescending(finding => finding.Severity).Select(finding => Row(finding, label)));
    }

    private static Markup[] Row(Finding finding, Func<Code, string> label) =>
    [
        Markup.Join(Markup.Of($"<br/>"), (finding.Codes.IsDefault ? [] : finding.Codes).Select(code => Words.Name(code, label))),
        Words.Badge(finding.Severity),
        Markup.Of($"{finding.Message}{Examples(finding.Interaction, label)}"),
        Markup.Encoded(Share(finding)),
        Markup.Of($"{finding.Rule}<small>{finding.Source}</small>"),
    ];

    private static string Share(Finding finding) =>
        finding.Interaction is { Shares.IsDefault: false } pair ? Numbers.Percent(pair.ShareAtLeast(pair.Severity)) : Numbers.None;

    private static Markup Examples(Interaction? pair, Func<Code, string> label)
    {
        if (pair is null || pair.Examples.IsDefaultOrEmpty)
            return Markup.Empty;
        var said = pair.Examples.Select(example => Markup.Of($"{label(example.First)} with {label(example.Second)} ({Words.Of(example.Severity)}, {Numbers.Percent(example.Share)})"));
        return Markup.Of($"<small>Prescribed pairs behind it: {Markup.Join(Markup.Of($"; "), said)}</small>");
    }
}
