using CsCheck;

namespace CafeMed.Tests.Core.Knowledge;

public sealed class InteractionTableTests
{
    [Fact]
    public void Pairs_have_no_direction() => Gen.Select(Generate.Ingredient, Generate.Ingredient).Where((a, b) => a != b).Sample((a, b) =>
    {
        var table = new InteractionTable("test", [], [(a, b, Severity.Warning)]);

        Assert.Equal(Severity.Warning, table.Between(a, b));
        Assert.Equal(Severity.Warning, table.Between(b, a));
    });

    [Fact]
    public void Of_several_levels_the_worst_counts()
    {
        var table = new InteractionTable("test", [],
        [
            (Small.Warfarin, Small.Ibuprofen, Severity.Caution),
            (Small.Ibuprofen, Small.Warfarin, Severity.Contraindicated),
            (Small.Warfarin, Small.Ibuprofen, Severity.Note),
        ]);

        Assert.Equal([(Small.Warfarin, Small.Ibuprofen, Severity.Contraindicated)], table.Pairs);
        Assert.Equal(1, table.Count);
    }

    [Fact]
    public void An_ingredient_does_not_interact_with_itself()
    {
        var table = new InteractionTable("test", [], [(Small.Warfarin, Small.Warfarin, Severity.Warning)]);

        Assert.Equal(0, table.Count);
        Assert.Null(table.Between(Small.Warfarin, Small.Warfarin));
    }

    [Fact]
    public void No_row_about_a_known_ingredient_is_not_the_same_as_an_unknown_one()
    {
        var table = new InteractionTable("test", [Small.Metformin], [(Small.Warfarin, Small.Ibuprofen, Severity.Warning)]);

        Assert.Null(table.Between(Small.Metformin, Small.Warfarin));
        Assert.True(table.Knows(Small.Metformin));
        Assert.True(table.Knows(Small.Ibuprofen));
        Assert.False(table.Knows(Small.Lisinopril));
    }

    [Fact]
    public void Pairs_come_once_with_the_lesser_code_first() => Gen.Select(Generate.Ingredient, Generate.Ingredient).Array[0, 30].Sample(pairs =>
    {
        var found = new InteractionTable("test", [], pairs.Select(pair => (pair.Item1, pair.Item2, Severity.Note))).Pairs.ToArray();

        Assert.Equal(found.Length, found.DistinctBy(pair => (pair.First, pair.Second)).Count());
        Assert.Equal(pairs.Where(pair => pair.Item1 != pair.Item2).SelectMany(pair => new[] { pair.Item1, pair.Item2 }).ToHashSet(), found.SelectMany(pair => new[] { pair.First, pair.Second }).ToHashSet());
        Assert.All(found, pair => Assert.True(pair.First < pair.Second));
    });
}
