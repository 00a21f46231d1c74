using CafeMed.Safety;
using CsCheck;

namespace CafeMed.Tests.Safety.Rules;

// Every rule that the assembly offers, found by its attribute: a new rule is tested without a line here, unless it needs other knowledge.
public sealed class RuleContract
{
    private static readonly Catalogue<ISafetyRule> Rules = new(typeof(InteractionFacts).Assembly, "rule");
    private static readonly InteractionTable Table = InteractionFacts.Shipped();
    private static readonly Code[] Listed = [Code.Atc("C10AA01"), Code.Atc("J01FA09"), Code.Atc("M01AE01"), Code.Atc("M01AE02"), Code.Atc("J01EE01"), Code.Atc("C07AA05"), Code.Atc("A10BA02")];
    private static readonly Code[] Drugs = [.. Table.Ingredients.Order().Where((_, i) => i % 12 == 0).Concat(Listed).Append(Code.Atc("X01AA01")).Distinct()];
    private static readonly Func<Code, string> Label = code => code.Value;
    private static readonly Patient Someone = new("p", [Visit("v", Drugs)]);
    private static readonly InteractionGraph GroupGraph = InteractionProjection.Of(Table, new Cohort("test", [Someone]), 4);
    private static readonly InteractionGraph Graph = InteractionProjection.Of(Table, new Cohort("test", [Someone]), 5);

    private static readonly Gen<Recommendation> Recommendations = Gen.Select(Gen.Int[0, Drugs.Length - 1], Gen.Bool).List[0, 25].Select(drawn => new Recommendation(
        "test", [.. drawn.DistinctBy(one => one.Item1).Select(one => new ScoredMedication(Drugs[one.Item1], 0.5, one.Item2, []))], []));

    public static TheoryData<string> Names => [.. Rules.Names];

    [Fact]
    public void There_are_rules() => Assert.Contains("interacting-pair", Rules.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_pure(string name)
    {
        var rule = Create(name);
        Recommendations.Sample(recommendation =>
            Assert.Equal(Text(rule.Review(Someone, recommendation)), Text(rule.Review(Someone, recommendation))), iter: 50);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_silent_on_an_empty_recommendation(string name)
    {
        Assert.Empty(Create(name).Review(Someone, new Recommendation("test", [], [])));
        Assert.Empty(Create(name).Unknown([]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Speaks_only_of_what_was_proposed(string name)
    {
        var rule = Create(name);
        Recommendations.Sample(recommendation =>
        {
            var proposed = recommendation.Codes;
            Assert.All(rule.Review(Someone, recommendation).SelectMany(finding => finding.Codes), code => Assert.True(proposed.Contains(code)));
            Assert.All(rule.Unknown(proposed), code => Assert.True(proposed.Contains(code)));
        }, iter: 200);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Says_where_it_comes_from(string name)
    {
        var part = PartAttribute.Of(Rules[name]);

        Assert.NotEmpty(part.Source);
        Assert.NotEmpty(part.Summary);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Does_not_depend_on_the_order_of_the_drugs(string name)
    {
        var rule = Create(name);
        Recommendations.Sample(recommendation => Assert.Equal(
            Text(rule.Review(Someone, recommendation)),
            Text(rule.Review(Someone, recommendation with { Medications = [.. recommendation.Medications.Reverse()] }))), iter: 50);
    }

    // many-drugs speaks of all drugs at once: with one more its finding is replaced by a longer one.
    [Theory]
    [MemberData(nameof(Names))]
    public void One_drug_more_never_removes_a_finding(string name)
    {
        var rule = Create(name);
        Gen.Select(Recommendations, Gen.Int[0, Drugs.Length - 1]).Sample((recommendation, added) =>
        {
            var more = recommendation with { Medications = [.. recommendation.Medications.Where(drug => drug.Code != Drugs[added]), new ScoredMedication(Drugs[added], 0.5, true, [])] };
            var after = rule.Review(Someone, more).ToArray();
            Assert.All(rule.Review(Someone, recommendation), before => Assert.Contains(after, finding =>
                name == "many-drugs" ? finding.Codes.Length >= before.Codes.Length : finding.Message == before.Message && finding.Codes.SequenceEqual(before.Codes)));
        }, iter: 100);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_finding_has_mechanism_management_and_source(string name)
    {
        var findings = RuleReview.Of(Create(name), Someone, new Recommendation("test", [.. Drugs.Select(drug => new ScoredMedication(drug, 0.5, true, []))], [])).ToArray();

        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.True(finding.Management.Length > 10 && finding.Source.Length > 0 && finding.Rule == name && Enum.IsDefined(finding.Severity), finding.Message));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Speaks_of_groups_too(string name)
    {
        var groups = Drugs.Select(drug => AtcLevel.Truncate(drug, 4)).Distinct().ToArray();
        var rule = Rules.Compose(name, GroupGraph, Label, Knowing.Shipped);
        var findings = rule.Review(Someone, new Recommendation("test", [.. groups.Select(group => new ScoredMedication(group, 0.5, true, []))], [])).ToArray();

        Assert.Equal(name == "duplicate-therapy", findings.Length == 0);
        Assert.All(findings.SelectMany(finding => finding.Codes), code => Assert.Equal(4, AtcLevel.Of(code)));
    }

    private static ISafetyRule Create(string name) => Rules.Compose(name, Graph, Label, Knowing.Shipped);

    private static string Text(IEnumerable<Finding> findings) =>
        string.Join('\n', findings.Select(finding => $"{finding.Severity} {string.Join(' ', finding.Codes)} {finding.Message}"));

    private static Visit Visit(string id, IEnumerable<Code> codes) =>
        new(id, new DateTime(2020, 1, 1), null, VisitCodes.Empty
            .With(CodeKind.Medication, CodeSet.From(codes))
            .With(CodeKind.Allergy, [Code.Atc("J01CA04"), new Code(CodeSystem.Local, "sulfa")])
            .With(CodeKind.Diagnosis, [Knowing.Icd10("N186"), Knowing.Icd10("J45909"), Knowing.Icd9("5789"), Knowing.Icd10("Z331")]));
}
