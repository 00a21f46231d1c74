using CsCheck;

namespace CafeMed.Tests.Core.Codes;

public sealed class AtcLevelTests
{
    [Theory]
    [InlineData(3, "C09A")]
    [InlineData(4, "C09AA")]
    [InlineData(5, "C09AA03")]
    public void Truncate_gives_the_ancestor(int level, string ancestor) =>
        Assert.Equal(Code.Atc(ancestor), AtcLevel.Truncate(Small.Lisinopril, level));

    [Theory]
    [InlineData("C", 1)]
    [InlineData("C09", 2)]
    [InlineData("C09A", 3)]
    [InlineData("C09AA", 4)]
    [InlineData("C09AA03", 5)]
    [InlineData("C09AA0", 0)]
    [InlineData("", 0)]
    public void Level_is_told_by_length(string value, int level) => Assert.Equal(level, AtcLevel.Of(Code.Atc(value)));

    [Fact]
    public void Only_atc_codes_have_a_level()
    {
        Assert.Equal(0, AtcLevel.Of(Small.Diabetes));
        Assert.Equal(Small.Stent, AtcLevel.Truncate(Small.Stent, 3));
    }

    [Fact]
    public void What_is_short_already_stays() => Assert.Equal(Code.Atc("C09"), AtcLevel.Truncate(Code.Atc("C09"), 4));

    [Fact]
    public void Truncating_by_steps_or_at_once_is_the_same() => Gen.Select(Generate.Ingredient, Gen.Int[3, 5], Gen.Int[3, 5]).Sample((code, first, second) =>
        Assert.Equal(AtcLevel.Truncate(code, Math.Min(first, second)), AtcLevel.Truncate(AtcLevel.Truncate(code, first), second)));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(6)]
    public void Other_levels_are_a_fault(int level) => Fails.With("CM2009", () => AtcLevel.Length(level));
}
