using System.Collections.Immutable;
using System.Xml.Linq;
using CafeMed.Learning.Evaluation.Report.Html;
using CafeMed.Learning.Evaluation.Report.Plots;
using CafeMed.Learning.Training;

namespace CafeMed.Tests.Learning.Evaluation.Report.Plots;

public sealed class PlotsTests
{
    private static readonly Interval Nothing = new(double.NaN, double.NaN, double.NaN);

    [Fact]
    public void Every_plot_says_no_data_where_there_is_none()
    {
        var scores = SampleRun.Create().Scores with { Rows = [], Reliability = [] };
        var nobody = SampleRun.Create().Advice! with { Recommendation = new("r", [], []), Findings = [], Unchecked = [] };

        foreach (var plot in new[]
        {
            DotPlot.Of("a", "Jaccard", scores, row => row.Jaccard), TradeOffPlot.Of(scores), ReliabilityPlot.Of([]), ReliabilityPlot.Of(default),
            LearningCurve.Of("b", "Loss", [], epoch => epoch.Loss), LearningCurve.Of("b", "Loss", default, epoch => epoch.Loss),
            ContributionPlot.Of(new(Code.Atc("C09AA"), 0.5, true, []), code => code.Value, null), ContributionPlot.Of(new(Code.Atc("C09AA"), 0.5, true, default), code => code.Value, null),
            InteractionRing.Of(nobody, code => code.Value), VisitTimeline.Of(null), DrugHistory.Of(null, nobody, code => code.Value),
        })
            Assert.Contains("no data", Parse(plot).Element("svg")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Not_a_number_is_left_out_of_the_drawing_and_kept_in_the_table()
    {
        var sample = SampleRun.Create().Scores;
        var blank = sample.Rows[1] with { Jaccard = Nothing, InteractionRate = Nothing };
        var scores = sample with { Rows = [sample.Rows[0], blank], PrescribedInteractionRate = double.NaN };

        Assert.Contains("no data", Parse(DotPlot.Of("a", "Jaccard", scores, row => row.Jaccard)).Element("svg")!.Value, StringComparison.Ordinal);
        Assert.Equal(2, Rows(TradeOffPlot.Of(scores)));
        Assert.Equal(2, Rows(ReliabilityPlot.Of([new(0.1, 0.2, 5), new(double.NaN, double.NaN, 0)])));
        Assert.Equal(2, Rows(LearningCurve.Of("b", "Loss", [Epoch(1, double.NaN, true), Epoch(2, 0.3, false)], epoch => epoch.Loss)));
        Assert.Contains("no data", TradeOffPlot.Of(sample with { Rows = [blank] }).ToString(), StringComparison.Ordinal);
        Assert.Contains("no data", LearningCurve.Of("b", "Loss", [Epoch(1, double.NaN, true)], epoch => epoch.Loss).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_point_is_drawn()
    {
        var sample = SampleRun.Create().Scores;
        var one = sample with { Rows = [sample.Rows[0]] };

        Assert.Single(Parse(DotPlot.Of("a", "Jaccard", one, row => row.Jaccard)).Descendants("circle"));
        Assert.Single(Parse(TradeOffPlot.Of(one)).Descendants("circle"));
        Assert.Single(Parse(ReliabilityPlot.Of([new(0.5, 0.5, 1)])).Descendants("circle"));
        Assert.Single(Parse(LearningCurve.Of("b", "Loss", [Epoch(1, 0.3, true)], epoch => epoch.Loss)).Descendants("circle"));
        Assert.Contains("1 visits", Parse(VisitTimeline.Of(SampleRun.Create().Patient!.Upto(1))).Element("svg")!.Element("desc")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_best_epoch_is_the_one_marked()
    {
        var plot = LearningCurve.Of("b", "Loss", [Epoch(1, 0.5, true), Epoch(2, 0.4, true), Epoch(3, 0.45, false)], epoch => epoch.Loss);

        Assert.Contains("kept: epoch 2", plot.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Severity_shows_by_letter_and_line_as_well_as_by_colour()
    {
        var run = SampleRun.Create();
        var ring = Parse(InteractionRing.Of(run.Advice!, run.Label)).Element("svg")!;

        Assert.Equal(5, ring.Elements("path").Count());
        Assert.Equal(["X", "W", "W", "C", "N"], ring.Elements("text").Where(text => text.Attribute("class")!.Value.Contains("small", StringComparison.Ordinal)).Select(text => text.Value));
        Assert.Equal(2, ring.Descendants("g").Count(node => node.Value.Contains("not known to be safe", StringComparison.Ordinal)));
        var style = CafeMed.Learning.Evaluation.Report.PageStyle.Sheet.ToString();
        Assert.Equal(3, new[] { "s3", "s2", "s1" }.Select(look => style.Split($".edge.{look}{{stroke-dasharray:")[1].Split('}')[0]).Distinct().Count());
    }

    [Fact]
    public void The_timeline_tells_days_and_no_date()
    {
        var drawn = VisitTimeline.Of(SampleRun.Create().Patient).ToString() + DrugHistory.Of(SampleRun.Create().Patient, SampleRun.Create().Advice!, code => code.Value);

        Assert.DoesNotContain("2150", drawn, StringComparison.Ordinal);
        Assert.Contains("over 423 days", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_drugs_and_visits_are_cut_and_the_cut_is_said()
    {
        var drugs = Enumerable.Range(0, 60).Select(i => Code.Atc($"A{i:00}BC")).ToImmutableArray();
        var start = new DateTime(2150, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        var patient = new Patient("p", [.. Enumerable.Range(0, 20).Select(i => new Visit($"{i}", start.AddDays(30 * i), null, VisitCodes.Empty.With(CodeKind.Medication, CodeSet.From(drugs))))]);
        var advice = new Advice("p", "19", new("r", [.. drugs.Select(drug => new ScoredMedication(drug, 0.9, true, []))], []), [], [], [], [], []);

        Assert.Contains("8 earlier visits are not drawn", VisitTimeline.Of(patient).ToString(), StringComparison.Ordinal);
        Assert.Contains("The 15 drugs given least often are in the table only", DrugHistory.Of(patient, advice, code => code.Value).ToString(), StringComparison.Ordinal);
        Assert.Contains("30 more drugs without a finding are not drawn", InteractionRing.Of(advice, code => code.Value).ToString(), StringComparison.Ordinal);
        Assert.All(Parse(InteractionRing.Of(advice, code => code.Value)).Descendants("g"), node => Assert.Contains("rotate(", node.Element("text")!.Attribute("transform")?.Value, StringComparison.Ordinal));
    }

    private static EpochReport Epoch(int epoch, double loss, bool best) => new(epoch, loss, loss, 0.05, 0, 0.4, 0.2, best, 1);

    private static XElement Parse(Markup figure) => XDocument.Parse(figure.ToString()).Root!;

    private static int Rows(Markup figure) => Parse(figure).Descendants("tbody").Single().Elements("tr").Count();
}
