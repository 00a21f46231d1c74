using System.Collections.Immutable;
using CafeMed.Safety.SafeSets;

namespace CafeMed.Tests.Safety.SafeSets;

public sealed class SafeSetPlannerTests
{
    private static readonly Code[] s_drugs = [.. Enumerable.Range(0, 6).Select(i => Code.Atc($"A0{i}AA"))];

    [Fact]
    public void Without_findings_it_is_the_best_set_with_nothing_given_up()
    {
        var plan = Plan([0.9, 0.8, 0.1, 0.1, 0.1, 0.1]);

        Assert.Equal([s_drugs[0], s_drugs[1]], plan.Set);
        Assert.Empty(plan.GivenUp);
        Assert.True(plan.Certificate.Optimal);
        Assert.Equal(plan.Certificate.ValueWithoutRules, plan.Certificate.Value, 1e-12);
        Assert.Single(plan.TradeOff);
    }

    [Fact]
    public void A_contraindicated_pair_is_never_proposed_and_the_less_probable_one_is_named_with_the_reason()
    {
        var plan = Plan([0.9, 0.8, 0.7, 0.1, 0.1, 0.1], Says(Severity.Contraindicated, 0, 1));

        Assert.Equal([s_drugs[0], s_drugs[2]], plan.Set);
        var given = Assert.Single(plan.GivenUp);
        Assert.Equal((s_drugs[1], GivenUpReason.BarredTogether), (given.Code, given.Reason));
        Assert.Equal("0 1", Assert.Single(given.Because).Message);
    }

    [Fact]
    public void A_drug_that_is_contraindicated_by_itself_is_barred_however_probable()
    {
        var plan = Plan([0.99, 0.8, 0.1, 0.1, 0.1, 0.1], Says(Severity.Contraindicated, 0));

        Assert.Equal([s_drugs[1]], plan.Set);
        Assert.Equal(GivenUpReason.Barred, Assert.Single(plan.GivenUp).Reason);
    }

    [Fact]
    public void A_duplicate_bars_whatever_its_severity()
    {
        var plan = Plan([0.9, 0.8, 0.1, 0.1, 0.1, 0.1], new DuplicateRule(Finding(Severity.Note, 0, 1)));

        Assert.Equal([s_drugs[0]], plan.Set);
    }

    [Fact]
    public void Burden_is_what_findings_weigh_and_the_limit_is_kept()
    {
        ISafetyRule rule = Says(Finding(Severity.Warning, 0, 1), Finding(Severity.Warning, 0, 2), Finding(Severity.Caution, 1, 2));

        var loose = Plan([0.9, 0.8, 0.7, 0.1, 0.1, 0.1], new SafeSetOptions { MaxBurden = 23 }, rule);
        var tight = Plan([0.9, 0.8, 0.7, 0.1, 0.1, 0.1], new SafeSetOptions { MaxBurden = 22 }, rule);

        Assert.Equal(23, loose.Certificate.Burden, 1e-9);
        Assert.Equal(3, loose.Set.Count);
        Assert.Equal([s_drugs[0], s_drugs[1]], tight.Set);
        Assert.Equal((GivenUpReason.Burden, 23), (tight.GivenUp.Single().Reason, Math.Round(tight.GivenUp.Single().BurdenWithIt, 6)));
    }

    [Fact]
    public void Two_rules_that_say_the_same_burden_once()
    {
        var plan = Plan([0.9, 0.8, 0.1, 0.1, 0.1, 0.1], Says(Severity.Warning, 0, 1), Says(Severity.Caution, 1, 0));

        Assert.Equal(10, plan.Certificate.Burden, 1e-9);
    }

    [Fact]
    public void A_projected_interaction_weighs_by_its_shares()
    {
        var interaction = new Interaction(s_drugs[0], s_drugs[1], Severity.Warning, [0.5, 0.1, 0.02, 0], []);

        var plan = Plan([0.9, 0.8, 0.1, 0.1, 0.1, 0.1], Says(Finding(Severity.Warning, 0, 1) with { Interaction = interaction }));

        Assert.Equal(0.5 * 1 + 0.1 * 3 + 0.02 * 10, plan.Certificate.Burden, 1e-6);
    }

    [Fact]
    public void The_trade_off_goes_from_accurate_to_no_burden_and_never_up_in_value()
    {
        var plan = Plan([0.9, 0.85, 0.8, 0.75, 0.7, 0.1], new SafeSetOptions { MaxBurden = 1000 },
            Says(Finding(Severity.Warning, 0, 1), Finding(Severity.Caution, 2, 3), Finding(Severity.Warning, 1, 4), Finding(Severity.Note, 0, 4)));

        Assert.InRange(plan.TradeOff.Length, 3, 5);
        Assert.Equal(0, plan.TradeOff[^1].Burden);
        Assert.Contains(plan.TradeOff, point => point.Set.Equals(plan.Set));
        Assert.All(plan.TradeOff.Zip(plan.TradeOff.Skip(1)), step => Assert.True(step.First.Burden > step.Second.Burden && step.First.Value > step.Second.Value));
    }

    [Fact]
    public void What_must_be_kept_stays_beside_a_burden_unless_it_is_barred()
    {
        var options = new SafeSetOptions { MaxBurden = 10, KeepFrom = 0.7 };

        var plan = Plan([0.7, 0.95, 0.9, 0.1, 0.1, 0.1], options, Says(Finding(Severity.Warning, 0, 1), Finding(Severity.Warning, 1, 2), Finding(Severity.Contraindicated, 2)));

        Assert.Equal([s_drugs[0], s_drugs[1]], plan.Set);
        Assert.Equal((3, 2), (plan.Certificate.MustKeep, plan.Certificate.Kept));
    }

    [Fact]
    public void Drugs_without_facts_are_named_as_unchecked()
    {
        var plan = Plan([0.9, 0.8, 0.1, 0.1, 0.1, 0.1], new Rule([]) { Unknowns = [s_drugs[1], s_drugs[5]] });

        Assert.Equal([s_drugs[1]], plan.Unchecked);
    }

    [Fact]
    public void Many_drugs_of_small_probability_are_weighed_as_far_as_they_can_matter()
    {
        var codes = Enumerable.Range(0, 200).Select(i => Code.Atc($"B0{i / 10 % 10}A{(char)('A' + i % 10)}{i / 100:00}")).ToArray();
        var recommendation = new Recommendation("test", [.. codes.Select((code, i) => new ScoredMedication(code, 0.11 - 0.0002 * i, false, []))], []);

        var plan = new SafeSetPlanner([], new SafeSetOptions(), TimeProvider.System).Plan(Patient(), recommendation);

        Assert.True(plan.Set.Count > 48, "the pool did not grow with what can matter");
        Assert.Equal(plan.Certificate.ValueWithoutRules, plan.Certificate.Value, 1e-9);
        Assert.True(plan.Certificate.Weighed >= plan.Set.Count);
    }

    [Fact]
    public void Applied_it_takes_the_place_of_the_proposed_set()
    {
        var plan = Plan([0.9, 0.8, 0.1, 0.1, 0.1, 0.1], Says(Severity.Contraindicated, 0, 1));
        var recommendation = Recommended([0.9, 0.8, 0.1, 0.1, 0.1, 0.1]);

        Assert.Equal(plan.Set, plan.Apply(recommendation).Codes);
        Assert.Equal(6, plan.Apply(recommendation).Medications.Length);
    }

    private static SafePlan Plan(double[] probabilities, params ISafetyRule[] rules) => Plan(probabilities, new SafeSetOptions(), rules);

    private static SafePlan Plan(double[] probabilities, SafeSetOptions options, params ISafetyRule[] rules) =>
        new SafeSetPlanner(rules, options, TimeProvider.System).Plan(Patient(), Recommended(probabilities));

    private static Patient Patient() => new("p", [new Visit("v", new DateTime(2024, 1, 1), null, VisitCodes.Empty)]);

    private static Recommendation Recommended(double[] probabilities) =>
        new("test", [.. probabilities.Select((p, i) => new ScoredMedication(s_drugs[i], p, p > 0.5, []))], []);

    private static Finding Finding(Severity severity, params int[] drugs) =>
        new(severity, [.. drugs.Select(drug => s_drugs[drug])], string.Join(' ', drugs));

    private static Rule Says(Severity severity, params int[] drugs) => new([Finding(severity, drugs)]);

    private static Rule Says(params Finding[] findings) => new(findings);

    [Part("test-rule", Source = "test", Summary = "test")]
    private sealed class Rule(Finding[] findings) : ISafetyRule
    {
        public CodeSet Unknowns { get; init; } = [];

        public IEnumerable<Finding> Review(Patient patient, Recommendation recommendation) => Among(findings, recommendation);

        public IEnumerable<Code> Unknown(CodeSet medications) => medications.Where(Unknowns.Contains);
    }

    [Part("duplicate-therapy", Source = "test", Summary = "test")]
    private sealed class DuplicateRule(params Finding[] findings) : ISafetyRule
    {
        public IEnumerable<Finding> Review(Patient patient, Recommendation recommendation) => Among(findings, recommendation);

        public IEnumerable<Code> Unknown(CodeSet medications) => [];
    }

    private static IEnumerable<Finding> Among(Finding[] findings, Recommendation recommendation) =>
        findings.Where(finding => finding.Codes.All(recommendation.Codes.Contains));
}
