using System.Text.RegularExpressions;
using System.Xml.Linq;
using CafeMed.Learning.Evaluation.Report;

namespace CafeMed.Tests.Learning.Evaluation.Report;

public sealed partial class ReportPageTests
{
    private const string Hostile = "</script><script>alert('x')</script>\"onload=\"y\" & <img src=x>]]>\u0000\u202Eevil\uD800";

    [Fact]
    public void A_page_is_well_formed_and_the_same_each_time()
    {
        var page = ReportPage.Render(SampleRun.Create());
        if (Environment.GetEnvironmentVariable("CAFEMED_REPORT_OUT") is { Length: > 0 } file)
            File.WriteAllText(file, page);

        Assert.Equal("html", XDocument.Parse(page).Root!.Name.LocalName);
        Assert.Equal(page, ReportPage.Render(SampleRun.Create()));
    }

    [Fact]
    public void Every_drawing_has_a_role_a_title_and_a_description_and_identifiers_are_distinct()
    {
        var page = XDocument.Parse(ReportPage.Render(SampleRun.Create()));

        var drawings = page.Descendants("svg").ToArray();
        Assert.True(drawings.Length > 20);
        Assert.All(drawings, svg =>
        {
            Assert.Equal("img", svg.Attribute("role")?.Value);
            Assert.NotEqual("", svg.Element("title")?.Value);
            Assert.NotEqual("", svg.Element("desc")?.Value);
        });
        Assert.All(page.Descendants("figure"), figure => Assert.NotNull(figure.Element("details")?.Element("table")));
        var ids = page.Descendants().Attributes("id").Select(id => id.Value).ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(page.Descendants().Attributes("aria-labelledby").SelectMany(by => by.Value.Split(' ')), id => Assert.Contains(id, ids));
        Assert.All(page.Descendants("a").Attributes("href"), link => Assert.Contains(link.Value[1..], ids));
    }

    [Fact]
    public void Nothing_outside_the_page_is_asked_for()
    {
        var page = XDocument.Parse(ReportPage.Render(SampleRun.Create()));

        Assert.Empty(page.Descendants("script"));
        Assert.Empty(page.Descendants("link"));
        Assert.All(page.Descendants().Attributes().Where(a => a.Name.LocalName is "src" or "href" or "action" or "data"), a => Assert.StartsWith("#", a.Value));
        Assert.DoesNotContain("http:", page.ToString());
        Assert.DoesNotContain("https:", page.ToString());
        Assert.DoesNotContain("@import", page.ToString());
        Assert.All(Urls().Matches(page.ToString()), url => Assert.StartsWith("url(#", url.Value));
    }

    [Fact]
    public void Hostile_text_stays_text_wherever_it_comes_from()
    {
        var run = SampleRun.Create();
        var advice = run.Advice!;
        var page = ReportPage.Render(run with
        {
            Name = Hostile,
            Title = Hostile,
            Utc = Hostile,
            Configuration = Hostile,
            Label = _ => Hostile,
            Warnings = [Hostile],
            Cohort = run.Cohort with { Name = Hostile, Receipt = [new(Hostile, Hostile)] },
            Provenance = new(Hostile, Hostile, Hostile, [new(Hostile, Hostile)], Hostile, Hostile),
            Scores = run.Scores with { Subject = Hostile, Rows = [.. run.Scores.Rows.Select(row => row with { Recommender = Hostile, Summary = Hostile })] },
            Advice = advice with
            {
                Patient = Hostile,
                Visit = Hostile,
                Findings = [.. advice.Findings.Select(finding => finding with { Message = Hostile, Rule = Hostile, Source = Hostile })],
                Recommendation = advice.Recommendation with { Recommender = Hostile, UnknownCodes = [new(Hostile, CodeKind.Diagnosis, new(new(Hostile), Hostile))] },
            },
            Patient = new Patient(Hostile, [.. run.Patient!.Visits.Select(visit => visit with { Id = Hostile + visit.Id })]),
        });

        var parsed = XDocument.Parse(page);
        Assert.Empty(parsed.Descendants("script"));
        Assert.Empty(parsed.Descendants("img"));
        Assert.Empty(parsed.Descendants().Attributes("onload"));
        Assert.Equal(parsed.Root!.Element("body")!.Descendants("h1").Single().Value, Hostile.Replace("\u0000\u202Eevil\uD800", "\uFFFD\uFFFDevil\uFFFD", StringComparison.Ordinal));
    }

    [Fact]
    public void What_it_is_not_and_what_is_unknown_is_said()
    {
        var text = XDocument.Parse(ReportPage.Render(SampleRun.Create())).Root!.Value;

        Assert.Contains("Not a medical device", text, StringComparison.Ordinal);
        Assert.Contains("no facts: not known to be safe", text, StringComparison.Ordinal);
        Assert.Contains("Z9189", text, StringComparison.Ordinal);
        Assert.Contains("intervals are wide", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_with_nothing_in_it_says_no_data()
    {
        var run = SampleRun.Create();
        var empty = run with
        {
            Epochs = [],
            Gates = null,
            Advice = null,
            Patient = null,
            Warnings = [],
            Cohort = run.Cohort with { Kinds = [], Receipt = [] },
            Scores = run.Scores with { Rows = [], Reliability = [] },
        };

        var page = XDocument.Parse(ReportPage.Render(empty));

        Assert.All(page.Descendants("figure"), figure => Assert.Contains("no data", figure.Value, StringComparison.Ordinal));
        Assert.Contains("The network has no gates, or nobody asked", page.Root!.Value, StringComparison.Ordinal);
        Assert.Contains("no advice was asked for", page.Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Advice_without_a_proposal_or_a_finding_is_not_called_safe()
    {
        var run = SampleRun.Create();
        var page = ReportPage.Render(run with { Advice = run.Advice! with { Recommendation = new("nobody", [], []), Findings = [], Kept = [], Started = [], Dropped = [], Unchecked = [] } });

        Assert.Contains("nothing is proposed", page, StringComparison.Ordinal);
        Assert.Contains("That speaks of the rules", page, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"url\([^)]*\)")]
    private static partial Regex Urls();
}
