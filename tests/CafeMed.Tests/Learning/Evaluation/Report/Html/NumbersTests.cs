using CafeMed.Learning.Evaluation.Report.Html;

namespace CafeMed.Tests.Learning.Evaluation.Report.Html;

public sealed class NumbersTests
{
    [Fact]
    public void Measures_have_three_decimals_and_an_interval()
    {
        Assert.Equal("0.512 [0.481,\u00A00.540]", Numbers.Measure(new Interval(0.5123, 0.4811, 0.5402)));
        Assert.Equal("0.512 (no interval)", Numbers.Measure(new Interval(0.5123, double.NaN, double.NaN)));
        Assert.Equal("–", Numbers.Measure(new Interval(double.NaN, 0, 1)));
    }

    [Theory]
    [InlineData(0.4, "+0.40")]
    [InlineData(-0.4, "−0.40")]
    [InlineData(-0.0001, "0.00")]
    [InlineData(0.0001, "0.00")]
    [InlineData(0, "0.00")]
    public void Signs_are_shown_and_nothing_is_minus_zero(double value, string written) => Assert.Equal(written, Numbers.WithSign(value, 2));

    [Theory]
    [InlineData(0, "<\u00A01\u00A0%")]
    [InlineData(0.874, "87\u00A0%")]
    [InlineData(0.9999, ">\u00A099\u00A0%")]
    [InlineData(double.NaN, "–")]
    public void No_probability_is_written_as_certain(double value, string written) => Assert.Equal(written, Numbers.Percent(value));

    [Fact]
    public void Rates_are_percent_and_counts_have_thousands_apart()
    {
        Assert.Equal("6.1\u00A0% [5.6,\u00A06.6]", Numbers.Rate(new Interval(0.0611, 0.0562, 0.0664)));
        Assert.Equal("91,204", Numbers.Count(91204));
    }
}
