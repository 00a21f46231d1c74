using System.Diagnostics;
using CafeMed.Data.Names;
using CafeMed.Safety;
using CsCheck;

namespace CafeMed.Tests.Data.Names;

public sealed class CodeNamesTests
{
    private static readonly CodeNames Names = new();

    [Theory]
    [InlineData("Atc:C", "Cardiovascular system")]
    [InlineData("Atc:C09", "Agents acting on the renin-angiotensin system")]
    [InlineData("Atc:C09A", "ACE inhibitors, plain")]
    [InlineData("Atc:A12BA", "Potassium")]
    [InlineData("Atc:C09AA03", "lisinopril")]
    [InlineData("Icd10Cm:E119", "Type 2 diabetes mellitus without complications")]
    [InlineData("Icd9Cm:4019", "Unspecified essential hypertension")]
    [InlineData("Icd10Pcs:02HV33Z", "Insertion of Infusion Device into Superior Vena Cava, Percutaneous Approach")]
    [InlineData("Icd9Proc:3893", "Venous catheterization, not elsewhere classified")]
    public void Knows_the_names_of_each_system(string code, string name) => Assert.Equal(name, Names.Of(Code.Parse(code)));

    [Fact]
    public void The_same_characters_mean_different_things_in_different_systems() =>
        Assert.NotEqual(Names.Of(Code.Parse("Icd9Cm:0039")), Names.Of(Code.Parse("Icd9Proc:0039")));

    [Fact]
    public void An_unlisted_ICD_code_has_the_name_of_the_code_above_it_in_brackets() =>
        Assert.Equal("Type 2 diabetes mellitus without complications [E119]", Names.Of(Code.Parse("Icd10Cm:E1199")));

    [Theory]
    [InlineData("Atc:Z99ZZ99")]
    [InlineData("Icd10Cm:ZZZZ")]
    [InlineData("Elsewhere:1")]
    public void A_code_without_a_name_is_its_value(string text)
    {
        var code = Code.Parse(text);

        Assert.Null(Names.Of(code));
        Assert.Equal(code.Value, Names.Label(code));
    }

    [Fact]
    public void A_local_code_is_its_own_name_unless_an_extra_one_is_given()
    {
        var site = new Code(CodeSystem.Local, "site-7");
        var named = new CodeNames(new Dictionary<Code, string> { [site] = "Hospital 7", [Code.Atc("C09AA")] = "prils" });

        Assert.Equal("site-7", Names.Of(site));
        Assert.Equal("Hospital 7", named.Of(site));
        Assert.Equal("prils", named.Of(Code.Atc("C09AA")));
    }

    [Fact]
    public void Reads_a_system_only_when_it_is_asked_for()
    {
        var names = new CodeNames();
        Assert.Empty(names.Loaded);

        names.Of(Code.Atc("C09AA"));

        Assert.Equal(["Atc"], names.Loaded);
    }

    [Theory]
    [InlineData("Icd10Cm:A000")]
    [InlineData("Icd10Cm:N186")]
    [InlineData("Icd10Cm:N1869")]
    [InlineData("Icd10Cm:Z9989")]
    [InlineData("Icd10Cm:ZZZZ")]
    [InlineData("Icd9Cm:0010")]
    [InlineData("Icd9Cm:V9199")]
    [InlineData("Icd10Pcs:XYZ")]
    public void One_name_is_looked_for_without_reading_all_and_is_the_same(string text)
    {
        var (few, many) = (new CodeNames(), new CodeNames());
        for (var i = 0; i < 9; i++)
            many.Of(new Code(Code.Parse(text).System, $"E11{i}"));

        Assert.Equal(many.Of(Code.Parse(text)), few.Of(Code.Parse(text)));
        Assert.Equal(few.Of(Code.Parse(text)), few.Of(Code.Parse(text)));
        Assert.Empty(few.Loaded);
        Assert.Single(many.Loaded);
    }

    [Fact]
    public void Reading_the_largest_system_takes_a_moment_only()
    {
        var watch = Stopwatch.StartNew();
        new CodeNames().Of(Code.Parse("Icd10Cm:E119"));

        TestContext.Current.TestOutputHelper?.WriteLine($"Icd10Cm: {watch.ElapsedMilliseconds} ms");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(3), $"{watch.Elapsed}");
    }

    [Fact]
    public void A_trimmed_label_fits_and_begins_as_the_label()
    {
        string[] codes = ["Icd10Pcs:02HV33Z", "Icd10Cm:E119", "Atc:V08AA", "Local:x"];
        Gen.Select(Gen.Int[0, codes.Length - 1], Gen.Int[1, 90]).Sample((which, width) =>
        {
            var code = Code.Parse(codes[which]);
            var shown = Names.Trimmed(code, width);
            Assert.InRange(shown.Length, 1, width);
            Assert.StartsWith(shown.TrimEnd('…'), Names.Label(code), StringComparison.Ordinal);
            Assert.Equal(Names.Label(code).Length > width, shown.EndsWith('…'));
        }, iter: 300);
    }

    [Fact]
    public void Every_ingredient_of_the_interaction_facts_and_every_group_above_it_has_a_name() =>
        Assert.All(
            InteractionFacts.Shipped().Ingredients.SelectMany(code => new[] { 1, 3, 4, 5, 7 }.Select(length => Code.Atc(code.Value[..length]))).Distinct(),
            code => Assert.NotNull(Names.Of(code)));
}
