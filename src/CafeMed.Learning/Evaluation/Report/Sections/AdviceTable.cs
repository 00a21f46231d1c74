using CafeMed.Learning.Evaluation.Report.Html;

namespace CafeMed.Learning.Evaluation.Report.Sections;

/// <summary>The proposed drugs, and those that just missed.</summary>
public static class AdviceTable
{
    private const int NearMisses = 5;

    /// <summary>Both tables.</summary>
    public static Markup Of(RunReport run, Advice advice)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(advice);
        var given = run.Patient?.CurrentVisit.Medications ?? CodeSet.Empty;
        var missed = advice.Recommendation.Medications.Where(drug => !drug.Proposed).Take(NearMisses);
        return Markup.Of($"{Table.Of("Proposed drugs, most probable first", Columns("Checks", given), advice.Recommendation.Proposed.Select(drug => Row(run, drug, Checks(advice, drug.Code), given)))}{Table.Of("Next in line, not proposed", Columns("At the last visit", given), missed.Select(drug => Row(run, drug, Markup.Encoded(advice.Dropped.Contains(drug.Code) ? "given, so it is dropped" : "not given"), given)))}");
    }

    private static TableColumn[] Columns(string fourth, CodeSet given) => given.Count == 0
        ? [new("Drug"), new("Probability"), new("Strongest reasons, in nats"), new(fourth)]
        : [new("Drug"), new("Probability"), new("Strongest reasons, in nats"), new(fourth), new("Really given")];

    private static Markup[] Row(RunReport run, ScoredMedication drug, Markup fourth, CodeSet given)
    {
        Markup[] cells = [Words.Name(drug.Code, run.Label), Bar(drug.Probability), Reasons(drug, run.Label), fourth];
        return given.Count == 0 ? cells : [.. cells, Markup.Encoded(given.Contains(drug.Code) ? "yes" : "no")];
    }

    private static Markup Bar(double probability)
    {
        var width = double.IsFinite(probability) ? Math.Clamp(100 * probability, 0, 100) : 0;
        return Markup.Of($"<span class=\"prob\"><span class=\"track\"><span style=\"width:{width}%\"></span></span>{Numbers.Percent(probability)}</span>");
    }

    private static Markup Reasons(ScoredMedication drug, Func<Code, string> label)
    {
        var parts = (drug.Contributions.IsDefault ? [] : drug.Contributions).Where(part => double.IsFinite(part.Amount)).OrderByDescending(part => Math.Abs(part.Amount)).ToArray();
        if (parts.Length == 0)
            return Markup.Of($"<span class=\"mute\">no account given</span>");
        return Markup.Of($"{Phrase("for", parts.Where(part => part.Amount > 0).Take(3), label)}{Phrase("against", parts.Where(part => part.Amount < 0).Take(1), label)}");
    }

    private static Markup Phrase(string word, IEnumerable<Contribution> parts, Func<Code, string> label)
    {
        var said = parts.Select(part => Markup.Of($"{Words.Of(part, label)} <span class=\"num\">{Numbers.WithSign(part.Amount, 2)}</span>")).ToArray();
        return said.Length == 0 ? Markup.Empty : Markup.Of($"<span class=\"reason\"><i>{word}</i> {Markup.Join(Markup.Of($"; "), said)}</span> ");
    }

    private static Markup Checks(Advice advice, Code code)
    {
        var worst = (advice.Findings.IsDefault ? [] : advice.Findings).Where(finding => !finding.Codes.IsDefault && finding.Codes.Contains(code)).MaxBy(finding => finding.Severity);
        var unknown = advice.Unchecked.Contains(code) ? Markup.Of($"<span class=\"badge unknown\"><b aria-hidden=\"true\">?</b> no facts: not known to be safe</span>") : Markup.Empty;
        var found = worst is null
            ? advice.Unchecked.Contains(code) ? Markup.Empty : Markup.Of($"<span class=\"mute\">no finding with the drugs proposed</span>")
            : Words.Badge(worst.Severity);
        var start = advice.Kept.Contains(code) ? "kept" : "started";
        return Markup.Of($"<span class=\"tag\">{start}</span> {found} {unknown}");
    }
}
