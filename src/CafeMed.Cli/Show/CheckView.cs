using CafeMed.Cli.Checks;
using CafeMed.Safety.Knowledge;
using CafeMed.Serving.Checks;

namespace CafeMed.Cli.Show;

/// <summary>Prints a check, loudest first.</summary>
internal static class CheckView
{
    private const int Told = 40;

    /// <summary>Prints it.</summary>
    public static void Show(Page page, CheckReport report)
    {
        Notice.Show(page);
        page.Heading($"Checked: {Figures.Of(report.Of, "drug")}");
        foreach (var drug in report.Drugs)
            page.Item($"{drug.Given}: ", $"{string.Join(" and ", drug.Codes.Zip(drug.Names, (code, name) => Figures.Named(name, code)))}{(drug.Known ? "" : "; no interaction facts")}");
        foreach (var unclear in report.NotUnderstood)
            page.Item($"{unclear.Given}: ", $"NOT UNDERSTOOD, so nothing is said about it{(unclear.Nearest is null ? "" : $"; did you mean '{unclear.Nearest}'?")}");
        Given(page, "allergy", report.Allergies, "not compared: no rule knows these words");
        Given(page, "diagnosis", report.Diagnoses, "not read");
        page.Text(report.Coverage);
        Findings(page, report);
        page.Heading("Sources");
        page.Text($"Interactions: {report.Interactions}. Each finding names its own.");
    }

    private static void Given(Page page, string what, IReadOnlyList<CheckReport.Checked> list, string otherwise)
    {
        foreach (var one in list)
            page.Item($"{what} {one.Given}: ", one.Compared ? one.Name : otherwise.ToUpperInvariant());
    }

    private static void Findings(Page page, CheckReport report)
    {
        // Several rules may speak of the same drugs: the loudest in full, the others after it.
        var groups = report.Findings.GroupBy(finding => string.Join(' ', finding.Codes)).Select(same => same.OrderByDescending(finding => finding.Severity).ToArray())
            .OrderByDescending(same => same[0].Severity).ToArray();
        if (groups.Length == 0)
        {
            page.Heading("No findings");
            page.Text("No rule objects. That is what the tables say, not that the drugs are safe together.");
        }
        foreach (var level in groups.Take(Told).GroupBy(same => same[0].Severity))
        {
            page.Heading($"{Capital(SeverityText.Means(level.Key))}: {groups.Count(same => same[0].Severity == level.Key)}");
            foreach (var same in level)
                One(page, same);
        }
        if (groups.Length > Told)
            page.Text($"And {groups.Length - Told} more: --json has all of them.");
    }

    private static void One(Page page, CheckReport.Found[] same)
    {
        var finding = same[0];
        page.Text($"[{MechanismWords.Of(finding.Mechanism)}] {finding.Message}", 2, 2);
        page.Text(finding.Management, 6, 0);
        foreach (var other in same.Skip(1))
            page.Text($"Also ({other.Rule}, {SeverityText.Means(other.Severity)}): {other.Message}", 6, 2);
        var levels = finding.Levels.Distinct().ToArray();
        if (levels.Select(level => level.Severity).Distinct().Count() > 1)
            page.Text($"Sources differ, and the higher level counts: {string.Join("; ", levels.Select(level => $"{SeverityText.Means(level.Severity)} ({Cited(level.Source, level.Version)})"))}.", 6, 2);
        foreach (var instead in finding.Alternatives.Where(one => one.Drugs.Count > 0))
            page.Text($"Instead of {instead.Name}, of its subgroup and without a finding here: {string.Join(", ", instead.Drugs)}.", 6, 2);
        if (finding.Alternatives.Count > 0 && finding.Alternatives.All(one => one.Drugs.Count == 0))
            page.Text($"No other drug of {(finding.Alternatives.Count == 1 ? "its subgroup" : "their subgroups")} is known to be without a finding here.", 6, 2);
        page.Text($"Source: {string.Join("; ", same.Select(one => Cited(one.Source, one.Version)).Distinct())}", 6, 2);
    }

    private static string Cited(string source, string version) => version.Length == 0 || source.Contains(version, StringComparison.Ordinal) ? source : $"{source} [{version}]";

    private static string Capital(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";
}
