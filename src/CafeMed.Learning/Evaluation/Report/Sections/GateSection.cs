using CafeMed.Learning.Evaluation.Gates;
using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Plots;

namespace CafeMed.Learning.Evaluation.Report.Sections;

/// <summary>Whether the gates follow the patients: against held-out slopes, and, on made-up people, against the truth.</summary>
public static class GateSection
{
    /// <summary>The agreement in words, one sentence for each comparison.</summary>
    public static IEnumerable<string> Words(GateAgreement? gates)
    {
        if (gates is null)
        {
            yield return "The network has no gates, or nobody asked.";
            yield break;
        }
        if (gates.Cells == 0)
            yield return "No effect has enough held-out visits to be looked at in parts: whether the gates follow the patients is not known.";
        else if (!double.IsFinite(gates.Correlation.Estimate))
            yield return $"{Numbers.Count(gates.Pairs)} effects were looked at, but the gates do not vary between patients.";
        else
            yield return $"Against held-out patients: {Verdict(gates.Correlation)}. Correlation {Numbers.Difference(gates.Correlation)} over {Numbers.Count(gates.Cells)} groups of visits of {Numbers.Count(gates.Pairs)} effects. {Size(gates)}";
        if (gates.Planted is { Pairs: > 0 } planted)
            yield return double.IsFinite(planted.Correlation.Estimate)
                ? $"Against the planted truth: {Verdict(planted.Correlation)}. Correlation within effects {Numbers.Difference(planted.Correlation)}, over {Numbers.Count(planted.Visits)} occurrences of {Numbers.Count(planted.Pairs)} effects{Perfect(planted.Perfect)}."
                : "Against the planted truth: the gates do not vary between patients.";
    }

    /// <summary>The section.</summary>
    public static Markup Of(GateAgreement? gates)
    {
        var plots = gates is null ? Markup.Empty : Markup.Of($"""
            <div class="grid3">
            {GatePlot.Of("fig-gates", "Gates against held-out slopes", "what the gates say", "what an R-learner finds", gates.Bins)}{(gates.Planted is { } planted ? GatePlot.Of("fig-planted", "Gates against the planted truth", "what is true", "what the gates say", planted.Bins) : Markup.Empty)}
            </div>
            {Table.Of("Agreement by what divides the visits; value and 95 % interval", [new("Visits divided by"), new("Cells", true), new("Correlation", true), new("Slope", true)], gates.Strata.Select(Row))}
            """);
        return Markup.Of($"""
            <section aria-labelledby="gates"><h2 id="gates">Do the gates follow the patients?</h2>
            <p>A gate says how much stronger or weaker than usual a diagnosis or procedure calls for a drug in this patient. Here that is checked on people who took no part in training: in groups of visits, an R-learner measures how strong each effect really is, everything else that is known being equal. Gate and effect are both taken relative to their usual size; 0.2 is a fifth stronger. On the dashed line, gates say what is found.</p>
            {Words(gates).Select(sentence => Markup.Of($"<p>{sentence}</p>"))}
            {plots}</section>

            """);
    }

    private static string Size(GateAgreement gates) => gates.Spread < 0.01
        ? $"But the gates hardly differ between patients: by {Numbers.Measure(100 * gates.Spread)} % of their mean."
        : $"Gates differ between patients by {Numbers.Rate(gates.Spread)} of their mean; an effect changes by {Numbers.Difference(gates.Slope)} where its gate changes by 1.";

    private static string Verdict(Interval agreement) => agreement switch
    {
        { Lower: > 0 } => "the gates follow the patients",
        { Upper: < 0 } => "the gates run against the patients",
        _ => "it is not shown that the gates follow the patients",
    };

    private static string Perfect(Interval perfect) => double.IsFinite(perfect.Estimate)
        ? $"; the true gates themselves reach a correlation of {Numbers.Difference(perfect)} with the R-learner's slopes, so noise leaves no more to be reached there" : "";

    private static Markup[] Row(GateStratum stratum) =>
    [
        Markup.Encoded(stratum.Name), Markup.Encoded(Numbers.Count(stratum.Cells)), Markup.Encoded(Numbers.Difference(stratum.Correlation)),
        Markup.Encoded(Numbers.Difference(stratum.Slope)),
    ];
}
