using CafeMed.Learning.Evaluation.Report.Html;

namespace CafeMed.Learning.Evaluation.Report.Sections;

/// <summary>What the report is about, what it is not, what came out in brief, and what to beware of.</summary>
public static class HeadSection
{
    /// <summary>The head of the page.</summary>
    public static Markup Of(RunReport run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var head = PageFrame.Head(
            "CafeMed run report",
            run.Title,
            [Markup.Of($"Run <code>{run.Name}</code>"), Markup.Of($"{run.Utc}"), Markup.Of($"Seed {run.Seed}"), Markup.Of($"Cohort {run.Cohort.Name}")],
            "Nothing here is a prescription or a reason to change one. A clinician decides, with facts that this program does not have: doses, kidney function, weight, and whatever was not coded.");
        return Markup.Of($"{head}{PageFrame.Alarm(run.Warnings.IsDefault ? [] : run.Warnings)}{Brief(run.Scores)}");
    }

    private static Markup Brief(Scoreboard scores)
    {
        var leader = scores.Rows.IsDefault ? null : scores.Rows.FirstOrDefault(row => row.Recommender == scores.Subject);
        if (leader is null)
            return Markup.Of($"<p class=\"none\">No data: no recommender was evaluated.</p>\n");
        return Markup.Of($"""
            <section aria-labelledby="brief"><h2 id="brief">In brief</h2>
            <div class="tiles">
            {Tile("Jaccard", Numbers.Measure(leader.Jaccard.Estimate), Range(leader.Jaccard, Numbers.Measure))}
            {Tile("Interacting pairs proposed", Numbers.Rate(leader.InteractionRate.Estimate), $"{Range(leader.InteractionRate, Numbers.Rate)}; prescribers {Numbers.Rate(scores.PrescribedInteractionRate)}")}
            {Tile("Drugs proposed per visit", Numbers.PerVisit(leader.DrugsPerVisit.Estimate), $"{Range(leader.DrugsPerVisit, Numbers.PerVisit)}; prescribers {Numbers.PerVisit(scores.PrescribedPerVisit)}")}
            {Tile("Held-out patients", Numbers.Count(scores.Patients), $"{Numbers.Count(scores.Visits)} visits, {Numbers.Count(scores.Medications)} drug groups to choose from")}
            </div>
            <p>{Verdict(scores, leader)}</p></section>

            """);
    }

    private static string Range(Interval value, Func<double, string> write) =>
        double.IsFinite(value.Lower) && double.IsFinite(value.Upper) ? $"95 %: {write(value.Lower)} to {write(value.Upper)}" : "no interval";

    private static Markup Tile(string name, string value, string detail) =>
        Markup.Of($"<div class=\"tile\"><span>{name}</span><b>{value}</b><small>{detail}</small></div>");

    private static string Verdict(Scoreboard scores, ScoreRow leader)
    {
        var others = scores.Rows.Where(row => row.Lead is { } lead && double.IsFinite(lead.Estimate)).ToArray();
        if (others.Length == 0)
            return $"{leader.Recommender} was evaluated alone: there is nothing to compare it with.";
        var closest = others.MinBy(row => row.Lead!.Value.Estimate)!;
        return $"Against the strongest comparison, {closest.Recommender}, {leader.Recommender} is {ScoreSection.Verdict(closest.Lead!.Value)}: paired difference in Jaccard {Numbers.Difference(closest.Lead!.Value)}.";
    }
}
