using CafeMed.Safety;
using CsCheck;

namespace CafeMed.Tests.Safety.Rules;

// Every rule that the assembly offers, found by its attribute: a new rule is tested without a line here, unless it needs other knowledge.
public sealed class RuleContract
{
    private static readonly Catalogue<ISafetyRule> Rules = new(typeof(InteractionFacts).Assembly, "rule");
    private static readonly InteractionTable Table = InteractionFacts.Shipped();
    private static readonly Code[] Drugs = [.. Table.Ingredients.Order().Where((_, i) => i % 12 == 0), Code.Atc("X01AA01")];
    private static readonly Patient Someone = new("p", [Visit("v", Drugs)]);
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

    // A rule that asks for other knowledge in its constructor adds it here.
    private static ISafetyRule Create(string name)
    {
        Func<Code, string> label = code => code.Value;
        return Rules.Compose(name, Graph, label);
    }

    private static string Text(IEnumerable<Finding> findings) =>
        string.Join('\n', findings.Select(finding => $"{finding.Severity} {string.Join(' ', finding.Codes)} {finding.Message}"));

    private static Visit Visit(string id, IEnumerable<Code> codes) =>
        new(id, new DateTime(2020, 1, 1), null, VisitCodes.Empty.With(CodeKind.Medication, CodeSet.From(codes)));
}
