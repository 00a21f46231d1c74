using CafeMed.Learning.Evaluation.Audit;

namespace CafeMed.Cli.Show;

/// <summary>What an audit looked at, and what it found.</summary>
internal static class AuditView
{
    /// <summary>Prints it.</summary>
    public static void Show(Page page, AuditReport report)
    {
        page.Heading("Looked for leaks from the test part");
        page.Table(["<check", "looked at", "found", "<what is looked for"], report.Checks.Select(check => new[]
        {
            check.Name, check.Looked == 0 ? "nothing" : Figures.Count(check.Looked), check.Looked == 0 && check.Found == 0 ? "" : Figures.Count(check.Found), check.What,
        }));
        foreach (var check in report.Checks.Where(check => check.Found > 0))
        {
            page.Line();
            page.Line($"  {check.Name}: {Figures.Count(check.Found)} found{(check.Found > check.Examples.Count ? ", the first" : "")}");
            foreach (var example in check.Examples)
                page.Item("- ", example, 4);
        }
        page.Line();
        page.Text(report.Clean
            ? "No leak was found. That covers what is listed, on the data as they are stored; a code that the source dates wrongly cannot be seen from here."
            : "A LEAK WAS FOUND: numbers of this run are not those of unseen patients.");
    }
}
