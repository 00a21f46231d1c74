using CafeMed.Data;

namespace CafeMed.Tests.Data.Mapping;

public sealed class IcdGemsTests
{
    private static readonly IcdGems s_gems = new();

    [Fact]
    public void A_combination_keeps_its_scenario_and_its_places()
    {
        var targets = s_gems.Of(new Code(CodeSystem.Icd9Cm, "0730"));

        Assert.Equal(
            [new GemTarget(new Code(CodeSystem.Icd10Cm, "A70"), true, true, 1, 1), new GemTarget(new Code(CodeSystem.Icd10Cm, "J17"), true, true, 1, 2)],
            targets);
    }

    [Fact]
    public void One_code_has_one_exact_target_or_several_approximate_ones()
    {
        Assert.Equal([new GemTarget(new Code(CodeSystem.Icd10Cm, "A000"), false, false, 0, 0)], s_gems.Of(new Code(CodeSystem.Icd9Cm, "0010")));
        Assert.True(s_gems.Of(new Code(CodeSystem.Icd9Cm, "4139")).Length > 1);
    }

    [Fact]
    public void The_way_back_has_every_code_that_leads_there()
    {
        var back = s_gems.Of(new Code(CodeSystem.Icd10Cm, "E119")).Select(target => target.Code).ToList();

        Assert.Contains(new Code(CodeSystem.Icd9Cm, "25000"), back);
        Assert.All(back, code => Assert.Contains(s_gems.Of(code), target => target.Code == new Code(CodeSystem.Icd10Cm, "E119")));
    }

    [Fact]
    public void Procedures_are_mapped_both_ways()
    {
        Assert.Contains(s_gems.Of(new Code(CodeSystem.Icd9Proc, "0001")), target => target.Code == new Code(CodeSystem.Icd10Pcs, "6A750Z4"));
        Assert.Contains(s_gems.Of(new Code(CodeSystem.Icd10Pcs, "6A750Z4")), target => target.Code == new Code(CodeSystem.Icd9Proc, "0001"));
    }

    [Theory]
    [InlineData("Icd9Cm:36570")]
    [InlineData("Icd9Proc:0040")]
    [InlineData("Icd9Cm:nonsense")]
    [InlineData("Atc:C09AA05")]
    [InlineData("Snomed:44054006")]
    public void No_counterpart_is_no_target(string code) => Assert.Empty(s_gems.Of(Code.Parse(code)));

    [Fact]
    public void The_table_has_every_line_of_its_source()
    {
        var source = SharedData.Require("icd");
        using var file = File.OpenRead(Path.Combine(source.FullName, "icd_cm_9_to_10_mapping.csv.gz"));
        using var reader = new StreamReader(new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionMode.Decompress));
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.TrimEnd('\r').Split(',')).Where(line => line[1] != "NoDx").ToList();

        foreach (var group in lines.GroupBy(line => line[0].Trim()))
            Assert.Equal(
                group.Select(line => $"{line[1].Trim()} {line[2]}").Distinct().Order(StringComparer.Ordinal),
                s_gems.Of(new Code(CodeSystem.Icd9Cm, group.Key)).Select(to => $"{to.Code.Value} {(to.Approximate ? 1 : 0)}0{(to.Combination ? 1 : 0)}{to.Scenario}{to.Choice}").Order(StringComparer.Ordinal));
    }
}
