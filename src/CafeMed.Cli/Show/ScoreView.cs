using CafeMed.Data.Synthetic;
using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Evaluation.Report;

namespace CafeMed.Cli.Show;

/// <summary>The table: one row per recommender, every number with its interval.</summary>
internal static class ScoreView
{
    private const int Wide = 96;

    /// <summary>Prints it.</summary>
    public static void Show(Page page, Scoreboard scores, SyntheticOracle? oracle, Severity from)
    {
        page.Heading($"Results on the test part: {Figures.Of(scores.Patients, "patient")}, {Figures.Of(scores.Visits, "visit")}, {Figures.Of(scores.Medications, "drug")} to choose from");
        var wide = page.Width >= Wide;
        string[] columns = ["", "Jaccard", "F1", "PRAUC", wide ? "interactions" : "interact.", wide ? "drugs per visit" : "drugs/visit"];
        page.Table(wide ? [.. columns, $"{scores.Leader}'s lead"] : columns, [.. scores.Rows.Select(row => Row(row, wide)), Prescribed(scores, wide), .. Oracle(oracle, wide)]);
        foreach (var line in Explained(scores, oracle, from))
            page.Text(line);
        if (Verdict(scores) is { } verdict)
            page.Text(verdict);
        if (!wide)
            foreach (var row in scores.Rows.Where(row => row.Lead is not null))
                page.Line($"  {scores.Leader}'s lead in Jaccard over {row.Recommender}: {Figures.Inline(row.Lead!.Value, "0.000", true)}");
    }

    /// <summary>Prints what a reader must know first.</summary>
    public static void Warn(Page page, IEnumerable<string> warnings)
    {
        foreach (var warning in warnings)
            page.Text($"Note: {warning}");
    }

    private static string[] Row(ScoreRow row, bool wide)
    {
        string[] cells =
        [
            row.Recommender, Cell(row.Jaccard, wide), Cell(row.F1, wide), Cell(row.PrAuc, wide), Cell(row.InteractionRate, wide),
            Figures.Stacked(row.DrugsPerVisit, "0.0"),
        ];
        return wide ? [.. cells, row.Lead is { } lead ? Figures.Stacked(lead, "0.000", signed: true) : ""] : cells;
    }

    // A narrow table has no room for the noughts before the point.
    private static string Cell(Interval value, bool wide) =>
        wide ? Figures.Stacked(value, "0.000") : Figures.Stacked(value, "0.000").Replace("[0.", "[.", StringComparison.Ordinal).Replace(", 0.", ", .", StringComparison.Ordinal);

    private static string[] Prescribed(Scoreboard scores, bool wide) =>
        [.. new[] { "(clinicians)", "", "", "", $"{scores.PrescribedInteractionRate:0.000}", $"{scores.PrescribedPerVisit:0.0}" }, .. wide ? [""] : Array.Empty<string>()];

    private static IEnumerable<string[]> Oracle(SyntheticOracle? oracle, bool wide)
    {
        if (oracle is not null)
            yield return [.. new[] { "(oracle)", $"{oracle.Jaccard:0.000}", $"{oracle.F1:0.000}", "", "", "" }, .. wide ? [""] : Array.Empty<string>()];
    }

    private static IEnumerable<string> Explained(Scoreboard scores, SyntheticOracle? oracle, Severity from)
    {
        yield return "In brackets: 95 % intervals over resampled patients. Jaccard: shared over united drugs, proposed against really given; PRAUC: average precision of the ranking.";
        yield return $"interactions: share of proposed pairs whose ingredients interact, from \"{Words.Of(from)}\" on. (clinicians): what was really given.";
        if (scores.OutsideVocabulary > 0)
            yield return $"{Figures.Percent(scores.OutsideVocabulary)} of the drugs really given were never seen in training; they count as missed.";
        if (oracle is not null)
            yield return "(oracle): the best that anyone could reach on this cohort, who knows every true probability; measured on all its visits.";
    }

    private static string? Verdict(Scoreboard scores)
    {
        if (scores.Rows.Where(row => row.Lead is not null).MaxBy(row => row.Jaccard.Estimate) is not { Lead: { } lead } best)
            return null;
        var difference = Figures.Inline(lead, "0.000", signed: true);
        return lead switch
        {
            { Lower: > 0 } => $"{scores.Leader} is ahead of {best.Recommender}, the strongest baseline, in Jaccard: {difference}, measured on the same patients.",
            { Upper: < 0 } => $"{best.Recommender}, a baseline, is ahead of {scores.Leader} in Jaccard: the difference is {difference}, measured on the same patients.",
            _ => $"{scores.Leader} and {best.Recommender}, the strongest baseline, cannot be told apart in Jaccard on these patients: the difference is {difference}.",
        };
    }
}
