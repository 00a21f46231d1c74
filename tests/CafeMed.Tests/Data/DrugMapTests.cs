using CafeMed.Data;

namespace CafeMed.Tests.Data;

public sealed class DrugMapTests : IDisposable
{
    private readonly TempFolder _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void The_shipped_map_knows_thousands_of_names_and_only_codes_of_level_five()
    {
        var map = DrugMap.Shipped();

        Assert.InRange(map.Count, 3000, 5000);
        Assert.Equal([Code.Atc("B01AA03")], map["Warfarin"]);
        Assert.Equal([Code.Atc("B01AA03")], map["HICL:2812"]);
        Assert.Empty(map["no such drug"]);
    }

    [Theory]
    [InlineData("Piperacillin-Tazobactam", "J01CR05")]
    [InlineData("Bactrim", "J01EE01")]
    [InlineData("HICL:4071", "J01EE01")]
    [InlineData("Augmentin", "J01CR02")]
    [InlineData("Unasyn", "J01CR01")]
    [InlineData("Carbidopa-Levodopa (25-250)", "N04BA02")]
    public void A_combination_has_the_code_of_the_whole_and_not_those_of_its_parts(string drug, string code) =>
        Assert.Equal([Code.Atc(code)], DrugMap.Shipped()[drug]);

    [Fact]
    public void Case_and_runs_of_spaces_do_not_matter() =>
        Assert.Equal(DrugMap.Shipped()["METOPROLOL TARTRATE"], DrugMap.Shipped()["  metoprolol \t tartrate "]);

    [Fact]
    public void Several_codes_are_joined_by_bars()
    {
        var map = DrugMap.Read(_place.Write("map.csv", "drug,atc5\r\n\"A, \"\"and\"\" b\",C09AA05|C03AA03\r\n\r\n"));

        Assert.Equal([Code.Atc("C09AA05"), Code.Atc("C03AA03")], map["a, \"and\" b"]);
    }

    [Theory]
    [InlineData("name,code\na,C09AA05\n", 1, "header")]
    [InlineData("", 1, "header")]
    [InlineData("drug,atc5\na,C09AA05\nb\n", 3, "a line is a drug")]
    [InlineData("drug,atc5\n,C09AA05\n", 2, "a line is a drug")]
    [InlineData("drug,atc5\na,b,C09AA05\n", 2, "a line is a drug")]
    [InlineData("drug,atc5\na,C09AA\n", 2, "'C09AA'")]
    [InlineData("drug,atc5\na,C09AA05|\n", 2, "''")]
    [InlineData("drug,atc5\na,CO9AA05\n", 2, "'CO9AA05'")]
    [InlineData("drug,atc5\na,05AR07A\n", 2, "'05AR07A'")]
    [InlineData("drug,atc5\na,C09AA05\nA ,C09AA04\n", 3, "earlier line")]
    public void A_malformed_line_is_named(string text, int line, string why)
    {
        var file = _place.Write("map.csv", text);

        var exception = Assert.Throws<CafeMedException>(() => DrugMap.Read(file));

        Assert.Equal("CM1007", exception.Fault.Code);
        Assert.Contains($"map.csv', line {line}:", exception.Fault.Message);
        Assert.Contains(why, exception.Fault.Message);
    }

    [Fact]
    public void A_missing_map_is_a_fault() =>
        Assert.Equal("CM1006", Assert.Throws<CafeMedException>(() => DrugMap.Read(_place.File("none.csv"))).Fault.Code);
}
