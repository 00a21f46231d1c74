using CafeMed.Safety;
using CafeMed.Safety.Checking;
using CsCheck;

namespace CafeMed.Tests.Safety.Checking;

public sealed class SafetyConstraintsTests
{
    private static readonly string[] s_drugs = ["B01AA03", "M01AE01", "M01AE02", "C09AA03", "C03DA01", "J01CA04", "A10BA02", "C10AA01", "J01FA09", "N02BE01", "C07AA05", "X01AA01"];
    private static readonly CodeSet s_candidates = CodeSet.From(s_drugs.Select(Code.Atc));
    private static readonly Patient s_someone = Knowing.Patient([Knowing.Words("penicillin")], [Knowing.Icd10("N186")]);
    private static readonly IReadOnlyList<ISafetyRule> s_rules = SafetyRules.Of(DirectGraph.Of(Knowing.Shipped.Interactions, s_candidates), Knowing.Label, Knowing.Shipped, Knowing.Defaults);
    private static readonly SafetyConstraints s_constraints = SafetyConstraints.Of(s_someone, s_candidates, s_rules);

    [Fact]
    public void Allergy_and_diagnosis_forbid_drugs() => Assert.Equal(["A10BA02", "J01CA04"], s_constraints.Forbidden.Select(code => code.Value));

    [Fact]
    public void Pairs_are_forbidden_or_have_a_level_or_are_duplicates()
    {
        Assert.Contains((Code.Atc("C10AA01"), Code.Atc("J01FA09")), s_constraints.ForbiddenPairs);
        Assert.Equal(Severity.Warning, s_constraints.Between(Code.Atc("M01AE01"), Code.Atc("B01AA03"))!.Severity);
        Assert.Equal((Code.Atc("M01AE01"), Code.Atc("M01AE02"), Severity.Warning), Assert.Single(s_constraints.Duplicates));
        Assert.Null(s_constraints.Between(Code.Atc("N02BE01"), Code.Atc("X01AA01")));
    }

    // What an optimiser reads off once must be what the rules say of any set.
    [Fact]
    public void Any_set_has_the_findings_that_its_drugs_and_pairs_have() =>
        Gen.Bool.Array[s_drugs.Length].Sample(chosen =>
        {
            var set = CodeSet.From(s_drugs.Where((_, at) => chosen[at]).Select(Code.Atc));
            var said = s_rules.SelectMany(rule => RuleReview.Of(rule, s_someone, Knowing.Proposing(set.Select(code => code.Value)))).Where(finding => finding.Codes.Length <= 2).Select(finding => finding.Message);
            var read = s_constraints.Drugs.Where(drug => set.Contains(drug.Key)).SelectMany(drug => drug.Value)
                .Concat(s_constraints.Pairs.Where(pair => set.Contains(pair.Key.First) && set.Contains(pair.Key.Second)).SelectMany(pair => pair.Value)).Select(finding => finding.Message);

            Assert.Equal(said.Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
        }, iter: 100);
}
