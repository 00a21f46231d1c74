using CafeMed.Safety.Rules;

namespace CafeMed.Tests.Safety.Rules;

public sealed class KnownAllergyTests
{
    private static readonly KnownAllergy Rule = new(code => code.Value == "J01CA04" ? "amoxicillin" : code.Value);

    [Fact]
    public void A_group_that_contains_the_allergen_is_objected_to()
    {
        var finding = Assert.Single(Review(["J01CA", "N02BE"], Code.Atc("J01CA04")));

        Assert.Equal(Severity.Contraindicated, finding.Severity);
        Assert.Equal([Code.Atc("J01CA")], finding.Codes);
        Assert.Equal("J01CA: the patient is recorded to be allergic to amoxicillin (J01CA04), which is of the same group.", finding.Message);
    }

    [Fact]
    public void The_drug_itself_is_objected_to() =>
        Assert.Equal("amoxicillin (J01CA04): the patient is recorded to be allergic to it.", Assert.Single(Review(["J01CA04", "J01CA01"], Code.Atc("J01CA04"))).Message);

    [Fact]
    public void An_allergy_to_a_group_covers_its_members() => Assert.Single(Review(["J01CA04", "N02BE01"], Code.Atc("J01C")));

    [Fact]
    public void An_allergy_of_an_earlier_visit_still_counts()
    {
        var patient = new Patient("p", [Visit("1", Code.Atc("J01CA04")), Visit("2")]);

        Assert.Single(Rule.Review(patient, Proposed(["J01CA"])));
    }

    [Fact]
    public void Allergies_in_words_or_too_coarse_cannot_be_checked()
    {
        var words = new Code(CodeSystem.Local, "penicillins");

        Assert.Empty(Review(["J01CA"], words));
        Assert.Empty(Review(["J01CA"], Code.Atc("J")));
        Assert.False(KnownAllergy.CanCheck(words));
        Assert.False(KnownAllergy.CanCheck(Code.Atc("J01")));
        Assert.True(KnownAllergy.CanCheck(Code.Atc("J01CA04")));
    }

    private static Finding[] Review(string[] proposed, params Code[] allergies) =>
        [.. Rule.Review(new Patient("p", [Visit("1", allergies)]), Proposed(proposed))];

    private static Recommendation Proposed(string[] codes) =>
        new("test", [.. codes.Select(code => new ScoredMedication(Code.Atc(code), 0.9, true, []))], []);

    private static Visit Visit(string id, params Code[] allergies) =>
        new(id, new DateTime(2150, 1, int.Parse(id)), null, VisitCodes.Empty.With(CodeKind.Allergy, CodeSet.From(allergies)));
}
