using System.Xml.Linq;
using CafeMed.Learning.Evaluation.Report.Html;
using CsCheck;

namespace CafeMed.Tests.Learning.Evaluation.Report.Html;

public sealed class MarkupTests
{
    [Fact]
    public void Any_text_is_one_text_node_and_one_attribute() =>
        Gen.String.Sample(text =>
        {
            var parsed = XElement.Parse(Markup.Of($"<p title=\"{text}\">{text}</p>").ToString(), LoadOptions.PreserveWhitespace);

            Assert.False(parsed.HasElements);
            Assert.Single(parsed.Attributes());
        });

    [Fact]
    public void Markup_is_not_encoded_twice_and_text_is_once()
    {
        var inner = Markup.Encoded("a < b & 'c'");

        Assert.Equal("<i>a &lt; b &amp; &#39;c&#39;</i>", Markup.Of($"<i>{inner}</i>").ToString());
        Assert.Equal("", Markup.Encoded(null).ToString());
    }

    [Fact]
    public void Characters_that_turn_the_reading_direction_are_made_visible() =>
        Assert.Equal("a\uFFFDb\uFFFDc", Markup.Encoded("a\u202Eb\u2066c").ToString());

    [Fact]
    public void Coordinates_have_two_decimals_and_must_be_finite()
    {
        Assert.Equal("1.23 0 -4", Markup.Of($"{1.2345} {-0.0001} {-4.0}").ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => Markup.Of($"{double.NaN}"));
    }
}
