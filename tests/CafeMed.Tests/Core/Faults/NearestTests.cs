using CsCheck;

namespace CafeMed.Tests.Core.Faults;

public sealed class NearestTests
{
    private static readonly string[] s_known = ["cafemed", "logistic", "popular", "copy-last"];

    [Theory]
    [InlineData("cafmed", "cafemed")]
    [InlineData("cafeemd", "cafemed")]
    [InlineData("CAFEMED", "cafemed")]
    [InlineData("logisitc", "logistic")]
    [InlineData("copylast", "copy-last")]
    [InlineData("transformer", null)]
    [InlineData("", null)]
    public void It_offers_what_was_probably_meant(string given, string? meant) => Assert.Equal(meant, Nearest.To(given, s_known));

    [Fact]
    public void A_name_that_exists_is_nearest_to_itself() => Generate.OneOf(s_known).Sample(name => Assert.Equal(name, Nearest.To(name, s_known)));

    [Fact]
    public void Of_equally_near_names_the_first_in_order_is_offered() => Assert.Equal("rule-a", Nearest.To("rule-x", ["rule-b", "rule-a"]));

    [Fact]
    public void Two_letters_exchanged_are_one_slip() => Assert.Equal("seed", Nearest.To("sede", ["sa-de", "seed"]));

    [Fact]
    public void Where_nothing_is_known_nothing_is_offered() => Assert.Null(Nearest.To("cafemed", []));
}
