using CafeMed.Serving.Audit;

namespace CafeMed.Cli.Show;

/// <summary>Prints what came out of walking a chain, and what that does not prove.</summary>
internal static class ChainView
{
    /// <summary>Prints it.</summary>
    public static void Show(Page page, AuditVerdict verdict, AuditHead? expected)
    {
        page.Heading(verdict.Whole ? "The chain is whole" : $"THE CHAIN IS BROKEN: {Figures.Of(verdict.Broken, "finding")}");
        page.Line($"  records  {Figures.Count(verdict.Records)}{(verdict.Records == 0 ? "" : $", {verdict.First} to {verdict.Last}")}");
        page.Line($"  head     {verdict.Head}");
        page.Line($"  anchors  {verdict.Anchors}, signed by {(verdict.OwnKey ? "the key that was given" : "a key that the log itself names")}; {Figures.Of(verdict.Unanchored, "record")} after the last");
        page.Line($"  keys     {Figures.Count(verdict.LiveKeys)} of subjects, {Figures.Count(verdict.DestroyedKeys)} destroyed");
        if (!verdict.Whole)
            page.Heading("What is wrong");
        foreach (var finding in verdict.Findings)
            page.Text(finding.Message);
        if (verdict.Broken > verdict.Findings.Length)
            page.Text($"And {Figures.Count(verdict.Broken - verdict.Findings.Length)} more.");
        if (expected is null || !verdict.OwnKey || verdict.Unanchored > 0)
            page.Heading("What this does not prove");
        if (expected is null)
            page.Text("That nothing was cut off at the end: keep the head above elsewhere, and give it next time with --head.");
        if (!verdict.OwnKey)
            page.Text("That the anchors are genuine: whoever rewrites a log can also replace the key that it names. Give --key or --public-key.");
        if (verdict.Unanchored > 0)
            page.Text($"That the last {Figures.Of(verdict.Unanchored, "record")} are as they were written: they have no signature yet.");
    }
}
