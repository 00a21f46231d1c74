using System.Globalization;
using System.Xml.Linq;
using CafeMed.Learning.Evaluation.Report.Plots;
using CsCheck;

namespace CafeMed.Tests.Learning.Evaluation.Report.Plots;

public sealed class ContributionPlotTests
{
    [Fact]
    public void What_is_drawn_sums_to_what_was_given() =>
        Gen.Double[-5, 5].Array[0, 60].Sample(amounts =>
        {
            var bars = ContributionPlot.Bars(Drug(0.5, amounts), code => code.Value);

            Assert.True(bars.Count <= ContributionPlot.Shown + 1);
            Assert.Equal(amounts.Sum(), bars.Sum(bar => bar.Amount), 1e-9);
        });

    [Fact]
    public void Bars_are_as_long_as_their_amounts_and_point_the_right_way()
    {
        var svg = XDocument.Parse(ContributionPlot.Of(Drug(0.731, 2, -1), code => code.Value, null).ToString()).Root!.Element("svg")!;
        var (positive, negative) = (svg.Elements("rect").Single(bar => (string?)bar.Attribute("class") == "for"), svg.Elements("rect").Single(bar => (string?)bar.Attribute("class") == "against"));

        Assert.Equal(2, Number(positive, "width") / Number(negative, "width"), 0.01);
        Assert.Equal(Number(positive, "x"), Number(negative, "x") + Number(negative, "width"), 0.02);
        Assert.Contains("sum = logit of 73", svg.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sum_that_is_not_the_logit_is_told()
    {
        var drawn = ContributionPlot.Of(Drug(0.5, 1.5), code => code.Value, null).ToString();

        Assert.Contains("the logit shown is 0.00", drawn, StringComparison.Ordinal);
        Assert.DoesNotContain("sum = logit", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public void Contributions_that_are_not_numbers_are_counted()
    {
        var drawn = ContributionPlot.Of(Drug(0.5, 0.1, double.NaN, double.PositiveInfinity), code => code.Value, null).ToString();

        Assert.Contains("2 contributions are not numbers", drawn, StringComparison.Ordinal);
    }

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static ScoredMedication Drug(double probability, params double[] amounts) => new(
        Code.Atc("C09AA"), probability, true,
        [.. amounts.Select((amount, i) => new Contribution(ContributionPath.Linear, CodeKind.Diagnosis, new Code(CodeSystem.Icd10Cm, $"I{i}"), amount))]);
}
