using System.Collections.Immutable;
using CafeMed.Safety.Rules;

namespace CafeMed.Tests.Safety.Rules;

public sealed class InteractingPairTests
{
    private static readonly Patient Someone = new("p", [new Visit("v", new DateTime(2020, 1, 1), null, VisitCodes.Empty)]);

    private static readonly InteractionGraph Graph = new(
        "test",
        [
            Pair("A12BA", "C09AA", Severity.Caution, [0, 0.92, 0, 0], new IngredientPair(Code.Atc("C09AA03"), Code.Atc("A12BA01"), Severity.Caution, 0.9)),
            Pair("B01AA", "M01AE", Severity.Contraindicated, [0.5, 0, 0, 0.004], new IngredientPair(Code.Atc("B01AA03"), Code.Atc("M01AE01"), Severity.Note, 0.5)),
            Pair("A02BC", "B01AA", Severity.Caution, [0, 0.3, 0, 0]),
        ],
        [Code.Atc("X01AA")],
        Fingerprint.None);

    private static readonly InteractingPair Rule = new(Graph, code => code.Value switch
    {
        "C09AA" => "ACE inhibitors", "A12BA" => "potassium", "C09AA03" => "lisinopril", "A12BA01" => "potassium chloride", _ => code.Value,
    }, Knowing.Shipped);

    [Fact]
    public void Says_what_interacts_how_badly_and_how_often()
    {
        var finding = Assert.Single(Rule.Review(Someone, Proposing("C09AA", "A12BA", "X01AA")));

        Assert.Equal(Severity.Caution, finding.Severity);
        Assert.Equal([Code.Atc("A12BA"), Code.Atc("C09AA")], finding.Codes);
        Assert.Equal(
            "potassium (A12BA) with ACE inhibitors (C09AA): precaution; 92 % of prescribed ingredient pairs interact, for example lisinopril with potassium chloride.",
            finding.Message);
        Assert.Equal(Mechanism.Potassium, finding.Mechanism);
        Assert.NotEmpty(finding.Management);
        Assert.NotEmpty(finding.Version);
        Assert.NotNull(finding.Interaction);
    }

    [Fact]
    public void Does_not_let_a_rare_contraindication_sound_like_a_common_one() =>
        Assert.Equal(
            "B01AA with M01AE: contraindicated; so for under 1 % of prescribed ingredient pairs, and 50 % interact at some level, for example B01AA03 with M01AE01 (take into account).",
            Assert.Single(Rule.Review(Someone, Proposing("B01AA", "M01AE"))).Message);

    [Fact]
    public void Without_a_fact_of_a_source_the_graph_is_cited()
    {
        var finding = Assert.Single(Rule.Review(Someone, Proposing("A02BC", "B01AA")));

        Assert.Equal(("test", Mechanism.Other), (finding.Source, finding.Mechanism));
    }

    [Fact]
    public void Two_ingredients_have_no_shares_but_a_reason()
    {
        var finding = Assert.Single(Knowing.Review("interacting-pair", Someone, "B01AA03", "M01AE01"));

        Assert.Equal("warfarin (B01AA03) with ibuprofen (M01AE01): not recommended; bleeding is more likely.", finding.Message);
        Assert.Equal(2, finding.Levels.Length);
    }

    [Fact]
    public void Where_sources_differ_both_are_shown_and_the_higher_counts()
    {
        var finding = Assert.Single(Knowing.Review("interacting-pair", Someone, "C03DA01", "C09AA03"));

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal([Severity.Warning, Severity.Caution], finding.Levels.Select(level => level.Severity));
    }

    [Fact]
    public void The_worst_comes_first_then_the_likeliest() =>
        Assert.Equal(
            ["B01AA M01AE", "A12BA C09AA", "A02BC B01AA"],
            Rule.Review(Someone, Proposing("A02BC", "A12BA", "B01AA", "C09AA", "M01AE")).Select(finding => string.Join(' ', finding.Codes.Select(code => code.Value))));

    [Fact]
    public void A_medication_that_is_not_proposed_is_not_spoken_of()
    {
        var recommendation = new Recommendation("test", [Scored("C09AA", true), Scored("A12BA", false)], []);

        Assert.Empty(Rule.Review(Someone, recommendation));
    }

    [Fact]
    public void Unknown_medications_are_named() =>
        Assert.Equal([Code.Atc("X01AA")], Rule.Unknown([Code.Atc("A12BA"), Code.Atc("X01AA")]));

    private static Interaction Pair(string first, string second, Severity severity, ImmutableArray<double> shares, params ImmutableArray<IngredientPair> examples) =>
        new(Code.Atc(first), Code.Atc(second), severity, shares, examples);

    private static Recommendation Proposing(params string[] codes) => new("test", [.. codes.Select(code => Scored(code, true))], []);

    private static ScoredMedication Scored(string code, bool proposed) => new(Code.Atc(code), 0.5, proposed, []);
}
