using System.Collections.Immutable;
using CafeMed.Safety.Verification;

namespace CafeMed.Tests.Safety.Verification;

public sealed class ScenarioTests
{
    private static readonly ImmutableArray<Scenario> s_shipped = Scenario.Shipped();

    [Fact]
    public void The_suite_is_large_and_its_names_are_distinct()
    {
        Assert.True(s_shipped.Length >= 120, $"{s_shipped.Length}");
        Assert.Equal(s_shipped.Length, s_shipped.Select(scenario => scenario.Id).Distinct().Count());
        Assert.True(s_shipped.Count(scenario => scenario.Silent) >= 20);
    }

    [Fact]
    public void Each_of_the_fifteen_pairs_is_there_in_both_orders()
    {
        var groups = s_shipped.Where(scenario => scenario.Group.StartsWith("onc-", StringComparison.Ordinal)).GroupBy(scenario => scenario.Group).ToArray();

        Assert.Equal(15, groups.Length);
        Assert.All(groups, group => Assert.All(group, scenario => Assert.Contains(group, other => other.Drugs.SequenceEqual(scenario.Drugs.Reverse()))));
    }

    [Theory]
    [InlineData("x,g,,,,finding,3,warfarin", "column drugs")]
    [InlineData("x,g,warfarin,,,perhaps,3,warfarin", "column expect")]
    [InlineData("x,g,warfarin,,,finding,3,", "column about")]
    [InlineData("x,g,warfarin,,,silent,3,warfarin", "column about")]
    [InlineData("x,g,warfarin,,,finding,3,aspirin", "column about: 'aspirin'")]
    [InlineData("x,g,warfarin,,,finding,7,warfarin", "column level")]
    public void A_malformed_scenario_is_a_fault_that_names_its_place(string row, string place) => Assert.Contains(
        place,
        Fails.With("CM4012", () => Scenario.Read(new StringReader($"id,group,drugs,allergies,diagnoses,expect,level,about\n{row}\n"), "mine")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void An_answer_passes_by_level_and_by_what_it_is_about()
    {
        var scenario = new Scenario("s", "g", ["a", "b"], [], [], ["a", "b"], Severity.Warning);

        Assert.True(ScenarioVerdict.Of(scenario, Answer(Severity.Warning, "A", "B")).Passed);
        Assert.True(ScenarioVerdict.Of(scenario, Answer(Severity.Contraindicated, "B", "A")).Passed);
        Assert.Contains("not loud enough", ScenarioVerdict.Of(scenario, Answer(Severity.Caution, "A", "B")).Why, StringComparison.Ordinal);
        Assert.Contains("nothing was found", ScenarioVerdict.Of(scenario, Answer(Severity.Contraindicated, "A")).Why, StringComparison.Ordinal);
        Assert.Contains("was not understood", ScenarioVerdict.Of(scenario with { Drugs = ["a", "b", "c"] }, Answer(Severity.Warning, "A", "B")).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_silent_case_fails_by_what_is_as_loud_as_its_level()
    {
        var scenario = new Scenario("s", "g", ["a", "b"], [], [], [], Severity.Caution);

        Assert.True(ScenarioVerdict.Of(scenario, Answer(Severity.Note, "A", "B")).Passed);
        Assert.False(ScenarioVerdict.Of(scenario, Answer(Severity.Caution, "A", "B")).Passed);
    }

    [Fact]
    public void The_score_counts_by_group()
    {
        var scenario = new Scenario("s", "g", ["a"], [], [], ["a"], Severity.Note);
        var score = ScenarioScore.From([new(scenario, true, ""), new(scenario with { Id = "t" }, false, "why"), new(scenario with { Group = "h" }, true, "")]);

        Assert.Equal([("g", 1, 2), ("h", 1, 1)], score.Groups);
        Assert.Equal((2, 3), (score.Passed, score.Of));
        Assert.Equal("t", Assert.Single(score.Failed).Scenario.Id);
    }

    private static ScenarioAnswer Answer(Severity severity, params string[] about) => new(
        ImmutableDictionary<string, ImmutableArray<Code>>.Empty.Add("a", [Code.Atc("A")]).Add("b", [Code.Atc("B")]),
        [(severity, [.. about.Select(Code.Atc)])]);
}
