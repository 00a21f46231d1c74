using CsCheck;

namespace CafeMed.Tests.Core.Codes;

public sealed class CodeTests
{
    [Fact]
    public void Parse_reads_what_ToString_writes() =>
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 8], Gen.String[Gen.Char['!', '~'], 1, 8])
            .Select((system, value) => new Code(new CodeSystem(system), value))
            .Sample(code => Assert.Equal(code, Code.Parse(code.ToString())));

    [Theory]
    [InlineData("")]
    [InlineData("C09AA")]
    [InlineData(":C09AA")]
    [InlineData("Atc:")]
    public void A_text_without_system_or_value_is_a_fault(string text) =>
        Assert.Contains($"'{text}'", Fails.With("CM2001", () => Code.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Leading_zeros_are_kept() => Assert.Equal("0389", Code.Parse("Icd9Cm:0389").Value);

    [Fact]
    public void Equal_characters_of_two_systems_are_two_codes() =>
        Assert.NotEqual(new Code(CodeSystem.Icd9Cm, "E8780"), new Code(CodeSystem.Icd10Cm, "E8780"));

    [Fact]
    public void Order_is_by_system_then_value()
    {
        Code[] codes = [Code.Parse("Icd9Cm:1"), Code.Parse("Atc:b"), Code.Parse("Icd10Cm:2"), Code.Parse("Atc:B")];

        Assert.Equal("Atc:B Atc:b Icd10Cm:2 Icd9Cm:1", string.Join(' ', codes.Order()));
    }

    [Fact]
    public void Operators_agree_with_the_order() => Gen.Select(Generate.Code, Generate.Code).Sample((a, b) =>
    {
        Assert.Equal(a.CompareTo(b) < 0, a < b);
        Assert.Equal(a.CompareTo(b) > 0, a > b);
        Assert.Equal(a < b || a == b, a <= b);
        Assert.Equal(a > b || a == b, a >= b);
        Assert.Equal(Math.Sign(a.CompareTo(b)), -Math.Sign(b.CompareTo(a)));
    });
}
