using CafeMed.Data.Synthetic;
using CafeMed.Learning.Evaluation;
using CafeMed.Learning.Evaluation.Report;

namespace CafeMed.Cli.Show;

/// <summary>The table: one row per recommender, every number with its interval.</summary>
internal static partial class ScoreView
{
    // With the noughts before the point; with the lead as a column.
    private const int Roomy = 112;
    private const int Wide = 98;

    /// <summary>Prints it.</summary>
    public static void Show(Page page, Scoreboard scores, SyntheticOracle? oracle, Severity from)
    {
        page.Heading($"Results on the test part: {Figures.Of(scores.Patients, "patient")}, {Figures.Of(scores.Visits, "visit")}, {Figures.Of(scores.Medications, "drug")} to choose from");
        var (lead, roomy) = (page.Width >= Wide, page.Width >= Roomy);
        string[][] rows = [.. scores.Rows.Select(row => Row(row, roomy)), ["(given)", "", "", "", $"{scores.PrescribedInteractionRate:0.000}", $"{scores.PrescribedPerVisit:0.0}", ""], .. Oracle(oracle)];
        string[] columns = ["<", "Jaccard", "F1", "PRAUC", "interactions", "drugs/visit", "lead"];
        page.Table(lead ? columns : columns[..^1], rows.Select(row => lead ? row : row[..^1]));
        foreach (var line in Explained(scores, oracle, from))
            page.Text(line);
        if (!lead)
            foreach (var row in scores.Rows.Where(row => row.Lead is not null))
                page.Line($"  lead of {scores.Subject} over {row.Recommender}: {Figures.Inline(row.Lead!.Value, "0.000", true)}");
        if (Verdict(scores) is { } verdict)
            page.Text(verdict);
    }

    /// <summary>Prints what a reader must know first.</summary>
    public static void Warn(Page page, IEnumerable<string> warnings)
    {
        foreach (var warning in warnings)
            page.Text($"Note: {warning}");
    }

    private static string[] Row(ScoreRow row, bool roomy) =>
    [
        row.Recommender, Cell(row.Jaccard, roomy), Cell(row.F1, roomy), Cell(row.PrAuc, roomy), Cell(row.InteractionRate, roomy),
        Figures.Stacked(row.DrugsPerVisit, "0.0"), row.Lead is { } lead ? Cell(lead, roomy, signed: true) : "",
    ];

    private static string Cell(Interval value, bool roomy, bool signed = false)
    {
        var text = Figures.Stacked(value, "0.000", signed);
        var bracket = text.IndexOf('[', StringComparison.Ordinal);
        return roomy || bracket < 0 ? text : text[..bracket] + NoughtsBeforePoints().Replace(text[bracket..], ".");
    }

    private static IEnumerable<string[]> Oracle(SyntheticOracle? oracle)
    {
        if (oracle is not null)
        {
            yield return ["(oracle)", $"{oracle.RecordedJaccard:0.000}", $"{oracle.RecordedF1:0.000}", "", "", "", ""];
            yield return ["(ceiling)", $"{oracle.Jaccard:0.000}", $"{oracle.F1:0.000}", "", "", "", ""];
        }
    }

    private static IEnumerable<string> Explained(Scoreboard scores, SyntheticOracle? oracle, Severity from)
    {
        if (scores.Track == VisitTrack.Admission)
            yield return $"Track admission: each visit is answered from what is known on arrival; {Figures.Of(scores.Hidden, "code")} of these visits came later and are not shown.";
        else if (scores.Hidden > 0)
            yield return $"{Figures.Of(scores.Hidden, "drug")} on admission that were noted only after arrival are not shown.";
        yield return "In brackets: 95 % intervals over resampled patients. Jaccard: shared over united drugs, proposed against really given; PRAUC: average precision of the ranking; lead: Jaccard of the first row minus that of this one, on the same patients.";
        yield return $"interactions: share of proposed pairs whose ingredients interact, from \"{Words.Of(from)}\" on. (given): what the clinicians really gave.";
        if (scores.OutsideVocabulary > 0)
            yield return $"{Figures.Percent(scores.OutsideVocabulary)} of the drugs really given were never seen in training; they count as missed.";
        if (oracle is not null)
            yield return "(oracle): what is reached from the record by a rule that knows how the people were made; (ceiling): by one that knows the hidden variables too. Measured on all visits, of the first 10,000 people at most.";
    }

    private static string? Verdict(Scoreboard scores)
    {
        if (scores.Rows.Where(row => row.Lead is not null).MaxBy(row => row.Jaccard.Estimate) is not { Lead: { } lead } best)
            return null;
        var difference = Figures.Inline(lead, "0.000", signed: true);
        return lead switch
        {
            { Lower: > 0 } => $"{scores.Subject} is ahead of {best.Recommender}, the strongest baseline, in Jaccard: {difference}, measured on the same patients.",
            { Upper: < 0 } => $"{best.Recommender}, a baseline, is ahead of {scores.Subject} in Jaccard: the difference is {difference}, measured on the same patients.",
            _ => $"{scores.Subject} and {best.Recommender}, the strongest baseline, cannot be told apart in Jaccard on these patients: the difference is {difference}.",
        };
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"\b0\.")]
    private static partial System.Text.RegularExpressions.Regex NoughtsBeforePoints();
}
