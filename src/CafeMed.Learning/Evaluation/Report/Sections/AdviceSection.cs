using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Plots;
using CafeMed.Learning.Evaluation.Report.Svg;

namespace CafeMed.Learning.Evaluation.Report.Sections;

/// <summary>One held-out patient's advice: what is proposed, why, and what speaks against it.</summary>
public static class AdviceSection
{
    /// <summary>The section; it says so where no advice was asked for.</summary>
    public static Markup Of(RunReport run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Advice is not { } advice)
            return Markup.Of($"<section aria-labelledby=\"advice\"><h2 id=\"advice\">One patient's advice</h2><p class=\"none\">No data: no advice was asked for.</p></section>\n");
        return Markup.Of($"""
            <section aria-labelledby="advice"><h2 id="advice">One patient's advice</h2>
            <p>Patient <code>{advice.Patient}</code>, visit <code>{advice.Visit}</code>, by {advice.Recommendation.Recommender}. {Summary(advice)}{Given(run, advice)}</p>
            {AdviceTable.Of(run, advice)}
            <div class="grid3 lists">
            {Names("Dropped", "Given at the last visit, not proposed now", advice.Dropped, run.Label)}
            {Names("Unchecked", "No facts: not known to be safe", advice.Unchecked, run.Label)}
            {Unknown(advice.Recommendation, run.Label)}
            </div>
            {FindingTable.Of(advice, run.Label)}
            <div class="grid3">
            {InteractionRing.Of(advice, run.Label)}{VisitTimeline.Of(run.Patient)}{DrugHistory.Of(run.Patient, advice, run.Label)}
            </div></section>
            {Why(run, advice)}
            """);
    }

    private static string Summary(Advice advice) =>
        $"{advice.Recommendation.Codes.Count} drugs are proposed: {advice.Kept.Count} kept from the last visit, {advice.Started.Count} started. {advice.Dropped.Count} of the last visit are not proposed. {(advice.Findings.IsDefault ? 0 : advice.Findings.Length)} findings; {advice.Unchecked.Count} drugs could not be checked by every rule.";

    private static string Given(RunReport run, Advice advice)
    {
        var given = run.Patient?.CurrentVisit.Medications ?? CodeSet.Empty;
        return given.Count == 0 ? "" : $" Prescribers really gave {given.Count} at this visit, which the recommender was not shown; {given.Count(advice.Recommendation.Codes.Contains)} of them are among the proposed.";
    }

    private static Markup Names(string heading, string meaning, CodeSet codes, Func<Code, string> label)
    {
        var list = codes.Count == 0 ? Markup.Of($"<p class=\"none\">None.</p>") : Markup.Of($"<ul>{codes.Select(code => Markup.Of($"<li>{Words.Name(code, label)}</li>"))}</ul>");
        return Markup.Of($"<div><h3>{heading}</h3><p class=\"mute\">{meaning}</p>{list}</div>\n");
    }

    private static Markup Unknown(Recommendation recommendation, Func<Code, string> label)
    {
        var codes = recommendation.UnknownCodes.IsDefault ? [] : recommendation.UnknownCodes;
        var list = codes.IsEmpty
            ? Markup.Of($"<p class=\"none\">None.</p>")
            : Markup.Of($"<ul>{codes.Select(unknown => Markup.Of($"<li>{Words.Name(unknown.Code, label)} <span class=\"mute\">{Words.Of(unknown.Kind)}, visit {unknown.Visit}</span></li>"))}</ul>");
        return Markup.Of($"<div><h3>Unknown codes</h3><p class=\"mute\">Training saw them too seldom or never; they were read as UNKNOWN, so the advice does not rest on what they mean</p>{list}</div>\n");
    }

    private static Markup Why(RunReport run, Advice advice)
    {
        var proposed = advice.Recommendation.Proposed.ToArray();
        var scale = Scale.Covering(proposed.SelectMany(drug => ContributionPlot.Bars(drug, run.Label)).Select(bar => bar.Amount).Append(0));
        var plots = proposed.Length == 0
            ? Markup.Of($"<p class=\"none\">No data: nothing is proposed.</p>")
            : Markup.Of($"<div class=\"grid3\">\n{proposed.Select(drug => ContributionPlot.Of(drug, run.Label, scale))}</div>");
        return Markup.Of($"""
            <section aria-labelledby="why"><h2 id="why">Why each drug is proposed</h2>
            <p>To the right: what spoke for the drug; to the left, hatched: what spoke against it. In nats of the logit, on one scale for all drugs. The bars of a drug sum to its logit. "Direct" is a code's own weight, "effect" its estimated causal effect as weighed for this patient, "before" that a drug was given before, "interplay" what belongs to no single code.</p>
            {plots}</section>

            """);
    }
}
