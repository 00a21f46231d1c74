using CafeMed.Cli.Show;

namespace CafeMed.Tests.Cli;

public sealed class ChoiceTextTests
{
    [Fact]
    public void A_threshold_is_named()
    {
        var choice = ChoiceText.Of(new Decision { Rule = DecisionRule.Threshold, Threshold = 0.26 });

        Assert.Equal("proposed from probability 0.26 on", choice.Means);
        Assert.Equal(0.26, choice.Threshold);
    }

    [Fact]
    public void The_expected_Jaccard_has_no_threshold_and_says_what_it_makes_largest()
    {
        var choice = ChoiceText.Of(new Decision { Rule = DecisionRule.ExpectedJaccard, Threshold = 0.26 });

        Assert.Equal("the most probable drugs, as many as make the expected agreement (Jaccard) largest for this visit", choice.Means);
        Assert.Null(choice.Threshold);
    }

    [Theory]
    [InlineData(DecisionRule.Threshold)]
    [InlineData(DecisionRule.ExpectedJaccard)]
    public void A_cost_of_interactions_is_told_where_there_is_one(DecisionRule rule)
    {
        Assert.Contains("interactions cost 0.125 of probability", ChoiceText.Of(new Decision { Rule = rule, InteractionCost = 0.125 }).Means, StringComparison.Ordinal);
        Assert.DoesNotContain("interactions", ChoiceText.Of(new Decision { Rule = rule }).Means, StringComparison.Ordinal);
    }
}
