using CafeMed.Safety.Knowledge;

namespace CafeMed.Tests.Safety.Knowledge;

public sealed class DrugClassesTests
{
    [Fact]
    public void A_class_holds_codes_and_other_classes()
    {
        var classes = DrugClasses.Read(new StringReader("class,member\nall,@some\nall,C10AA\nsome,B01AA03\n"), "mine");
        var all = classes["@all"];

        Assert.True(all.Contains(Code.Atc("B01AA03")) && all.Contains(Code.Atc("C10AA01")) && all.Contains(Code.Atc("C10AA")));
        Assert.False(all.Contains(Code.Atc("B01AA")));
        Assert.True(all.Overlaps(Code.Atc("B01AA")));
        Assert.False(all.Overlaps(Code.Atc("M01AE")));
    }

    [Theory]
    [InlineData("class,member\na,@b\nb,@c\nc,@a\n", "CM4013", "@a -> @b -> @c -> @a")]
    [InlineData("class,member\na,@a\n", "CM4013", "@a -> @a")]
    [InlineData("class,member\nstatins,C10AA\nall,@statin\n", "CM4014", "did you mean '@statins'")]
    [InlineData("class,member\na,warfarin\n", "CM4012", "Line 2 of mine, column member")]
    [InlineData("class,member\n,B01AA03\n", "CM4012", "column class")]
    [InlineData("class,drug\na,B01AA03\n", "CM4010", "'member'")]
    [InlineData("class,member\na,B01AA03,warfarin\n", "CM4011", "Line 2 of mine has 3 cell(s) instead of 2")]
    public void A_malformed_table_is_a_fault_that_names_its_place(string text, string code, string place) =>
        Assert.Contains(place, Fails.With(code, () => DrugClasses.Read(new StringReader(text), "mine")).Message, StringComparison.Ordinal);

    [Fact]
    public void The_shipped_classes_have_no_circle_and_no_empty_class()
    {
        var classes = DrugClasses.Shipped();

        Assert.All(classes.Names, name => Assert.NotEmpty(classes["@" + name].Codes));
    }
}
