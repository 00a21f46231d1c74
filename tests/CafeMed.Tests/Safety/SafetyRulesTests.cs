using CafeMed.Safety;
using CafeMed.Safety.Checking;

namespace CafeMed.Tests.Safety;

public sealed class SafetyRulesTests
{
    [Fact]
    public void Every_rule_is_there() => Assert.Equal(
        ["diagnosis-conflict", "duplicate-therapy", "high-priority-pair", "interacting-pair", "known-allergy", "many-drugs"], SafetyRules.Catalogue.Names);

    [Fact]
    public void A_rule_that_is_switched_off_is_silent()
    {
        Assert.NotEmpty(Findings(new()));
        Assert.Empty(Findings(new() { ["interacting-pair"] = new RuleOptions { Enabled = false } }));
    }

    [Fact]
    public void A_rule_that_is_relevelled_speaks_at_that_level_and_shows_the_own()
    {
        var finding = Assert.Single(Findings(new() { ["interacting-pair"] = new RuleOptions { Severity = Severity.Note } }));

        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Contains(finding.Levels, level => level.Severity == Severity.Warning);
        Assert.Equal("interacting-pair", finding.Rule);
    }

    [Fact]
    public void A_rule_that_there_is_none_of_is_a_fault_that_offers_the_nearest() => Assert.Contains(
        "many-drugs", Fails.With("CM2002", () => Findings(new() { ["many-drug"] = new RuleOptions() })).Message, StringComparison.Ordinal);

    private static Finding[] Findings(Dictionary<string, RuleOptions> options)
    {
        CodeSet drugs = [Small.Warfarin, Small.Ibuprofen];
        var rules = SafetyRules.Of(DirectGraph.Of(Knowing.Shipped.Interactions, drugs), Knowing.Label, Knowing.Shipped, options);
        return [.. rules.SelectMany(rule => RuleReview.Of(rule, Knowing.Patient(), Knowing.Proposing("B01AA03", "M01AE01")))];
    }
}
