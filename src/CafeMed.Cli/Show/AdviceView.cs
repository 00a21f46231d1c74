using CafeMed.Learning.Evaluation.Report;

namespace CafeMed.Cli.Show;

/// <summary>Prints one patient's advice.</summary>
internal static class AdviceView
{
    private const int Strongest = 3;
    private const int Listed = 8;
    private const int Told = 12;
    private const int Cited = 3;

    /// <summary>Prints it.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="advice">The advice.</param>
    /// <param name="heldOut">Whether the patient is of the test part.</param>
    public static void Show(Page page, AdviceText advice, bool heldOut)
    {
        page.Heading($"Advice for {(heldOut ? "held-out patient" : "patient")} {advice.Patient}, visit {advice.VisitNumber} ({advice.Visit})");
        page.Text($"diagnoses: {List(advice.Diagnoses)}");
        page.Text($"procedures: {List(advice.Procedures)}");
        if (advice.NothingRecorded)
            page.Text("Nothing is recorded of this visit or of earlier drugs: what follows is what is usual for anybody, not advice for this patient.");
        Allergies(page, advice);
        UnknownCodes(page, advice);
        CertaintyView.Answer(page, advice.Certainty);
        Proposed(page, advice);
        CertaintyView.Others(page, advice.Certainty);
        if (advice.Safe is { } safe)
            SafeView.Show(page, safe);
        Others(page, advice);
        Findings(page, advice);
    }

    private static void Allergies(Page page, AdviceText advice)
    {
        if (advice.Allergies.Count == 0)
            return;
        page.Text($"allergies: {List(advice.Allergies)}. Compared with the proposed drugs by drug, group, and classes that are known to cross-react.");
        if (advice.UncheckedAllergies.Count > 0)
            page.Text($"allergies recorded in words or too coarsely, so NOT checked: {All(advice.UncheckedAllergies)}");
    }

    private static void UnknownCodes(Page page, AdviceText advice)
    {
        if (advice.UnknownCodes.Count > 0)
            page.Text($"unknown codes, too rare in training to have a meaning of their own or never seen there, and read as UNKNOWN: {string.Join("; ", advice.UnknownCodes.GroupBy(code => (code.Visit, code.Kind)).Select(Together))}");
    }

    private static string Together(IGrouping<(string Visit, CodeKind Kind), UnknownCode> codes) =>
        $"visit {codes.Key.Visit}, {Words.Of(codes.Key.Kind)}: {string.Join(", ", codes.Select(code => code.Code))}";

    private static void Proposed(Page page, AdviceText advice)
    {
        page.Heading($"Proposed by {advice.Recommender}: {Figures.Of(advice.Proposed.Count, "drug")}, most probable first");
        page.Text($"The set: {advice.Chosen.Means}.");
        page.Text("Under each drug: its log odds ln(p / (1 - p)), and what they are the sum of (+ spoke for it, - against it).");
        foreach (var drug in advice.Proposed)
        {
            var state = drug.Given is { } given ? $"{drug.AgainstLastVisit}; really {(given ? "given" : "not given")}" : drug.AgainstLastVisit;
            page.Item($"{drug.Probability:0.00}  ", $"{Figures.Named(drug.Name, drug.Code)}: {state}");
            page.Text(CertaintyView.Of(advice.Certainty, drug.Code) + Account(drug), 8, 2);
        }
    }

    private static string Account(AdviceText.ProposedDrug drug)
    {
        if (drug.Reasons.Count == 0)
            return "no account given";
        var told = drug.Reasons.Take(1 + Strongest).ToArray();
        var rest = drug.Reasons.Skip(told.Length).ToArray();
        var sum = string.Join(" ", told.Select(reason => $"{Figures.Signed(reason.Amount)} {reason.What};")).TrimEnd(';');
        return $"{Figures.Signed(drug.LogOdds)} = {sum}{(rest.Length == 0 ? "" : $"; {Figures.Signed(rest.Sum(reason => reason.Amount))} the rest ({Figures.Of(rest.Length, "other")})")}";
    }

    private static void Others(Page page, AdviceText advice)
    {
        page.Heading(advice.GivenIsKnown ? "Against the last visit, and what the clinicians gave" : "Against the last visit");
        if (advice.VisitNumber == 1)
            page.Line("  This is a first visit: every proposed drug is started.");
        else
        {
            page.Line($"  kept {advice.Proposed.Count(drug => drug.AgainstLastVisit == "kept")}, started {advice.Proposed.Count(drug => drug.AgainstLastVisit == "started")}, dropped {advice.Dropped.Count}");
            page.Text($"dropped (given at the last visit, not proposed; with its probability): {All(advice.Dropped)}");
        }
        if (!advice.GivenIsKnown)
            return;
        var hits = advice.Proposed.Count(drug => drug.Given == true);
        page.Line($"  The clinicians gave {Figures.Of(hits + advice.Missed.Count, "drug")}; {hits} of them are proposed.");
        page.Text($"really given, not proposed: {All(advice.Missed)}");
    }

    private static void Findings(Page page, AdviceText advice)
    {
        page.Heading($"Interactions among the proposed drugs, allergies, duplicates and diagnoses: {Figures.Of(advice.Findings.Count, "finding")}");
        if (advice.Findings.Count > 1)
            page.Line($"  {Levels(advice.Findings)}");
        foreach (var finding in advice.Findings.Take(Told))
        {
            page.Text(finding.Message, 2, 4);
            if (finding.Severity >= Severity.Warning && finding.Management.Length > 0)
                page.Text(finding.Management, 6, 2);
        }
        if (advice.Findings.Count > Told)
            page.Line($"  and {advice.Findings.Count - Told} more ({Levels(advice.Findings.Skip(Told))}): --json has all of them");
        if (advice.Findings.Count > 0)
            page.Text($"Source: {Sources(advice.Findings)}. {(advice.Safe is null ? "Findings are attached; nothing was removed for them." : "What rules bar is not in the set; these are what it still carries.")}");
        if (advice.Unchecked.Count > 0)
            page.Text($"No interaction facts about these proposed drugs, so for them it is unknown, not safe: {All(advice.Unchecked)}");
    }

    private static string Levels(IEnumerable<AdviceText.Objection> findings) =>
        string.Join(", ", findings.GroupBy(finding => finding.Means).Select(level => $"{level.Count()} \"{level.Key}\""));

    // One rule may cite a source for each row; people are told the first few, and JSON has all.
    private static string Sources(IReadOnlyList<AdviceText.Objection> findings)
    {
        var sources = findings.Select(finding => finding.Source).Distinct().ToArray();
        return sources.Length <= Cited ? string.Join("; ", sources) : $"{string.Join("; ", sources.Take(Cited))}; and {sources.Length - Cited} more with --json";
    }

    private static string List(IReadOnlyList<AdviceText.NamedCode> codes) => codes.Count <= Listed
        ? All(codes)
        : $"{string.Join("; ", codes.Take(Listed))}; and {codes.Count - Listed} more";

    private static string All<T>(IReadOnlyList<T> codes) => codes.Count == 0 ? "none" : string.Join("; ", codes);
}
