using CafeMed.Safety.Rules;

namespace CafeMed.Tests.Safety.Rules;

public sealed class KnownAllergyTests
{
    private static readonly KnownAllergy Rule = new(code => code.Value == "J01CA04" ? "amoxicillin" : code.Value, Knowing.Shipped);

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
        Assert.Equal("amoxicillin (J01CA04): the patient is recorded to be allergic to it.", Assert.Single(Review(["J01CA04", "N02BE01"], Code.Atc("J01CA04"))).Message);

    [Fact]
    public void An_allergy_to_a_group_covers_its_members() => Assert.Single(Review(["J01CA04", "N02BE01"], Code.Atc("J01C")));

    [Fact]
    public void An_allergy_of_an_earlier_visit_still_counts()
    {
        var patient = new Patient("p", [Visit("1", Code.Atc("J01CA04")), Visit("2")]);

        Assert.Single(Rule.Review(patient, Proposed(["J01CA"])));
    }

    [Fact]
    public void Allergies_in_unknown_words_or_too_coarse_cannot_be_checked()
    {
        var words = new Code(CodeSystem.Local, "bee stings");

        Assert.Empty(Review(["J01CA"], words));
        Assert.Empty(Review(["J01CA"], Code.Atc("J")));
        Assert.False(KnownAllergy.CanCheck(words, Knowing.Shipped.Tables));
        Assert.False(KnownAllergy.CanCheck(Code.Atc("J01"), Knowing.Shipped.Tables));
        Assert.True(KnownAllergy.CanCheck(Code.Atc("J01CA04"), Knowing.Shipped.Tables));
        Assert.True(KnownAllergy.CanCheck(new Code(CodeSystem.Local, "Penicillins"), Knowing.Shipped.Tables));
    }

    [Theory]
    [InlineData("penicillin", "J01CA04", Severity.Contraindicated)]
    [InlineData("penicillin", "J01DB01", Severity.Warning)] // cefalexin: like side chain
    [InlineData("penicillin", "J01DB04", Severity.Caution)] // cefazolin: another side chain
    [InlineData("penicillin", "J01DH02", Severity.Note)] // meropenem
    [InlineData("cephalosporins", "J01CA04", Severity.Warning)] // aminopenicillin among them
    [InlineData("sulfa", "J01EE01", Severity.Contraindicated)]
    [InlineData("sulfa", "C03CA01", Severity.Note)] // furosemide
    [InlineData("aspirin", "M01AE01", Severity.Contraindicated)]
    [InlineData("nsaids", "M01AH01", Severity.Contraindicated)] // a coxib is of the class that is recorded
    [InlineData("aspirin", "M01AH01", Severity.Caution)]
    public void Classes_that_cross_react_are_objected_to(string allergy, string drug, Severity severity)
    {
        var finding = Assert.Single(Review([drug], new Code(CodeSystem.Local, allergy)));

        Assert.True(severity == Severity.Warning ? finding.Severity >= Severity.Caution : finding.Severity == severity, $"{finding.Severity}: {finding.Message}");
        Assert.Equal(Mechanism.Hypersensitivity, finding.Mechanism);
    }

    [Theory]
    [InlineData("penicillin", "J01FA10")]
    [InlineData("sulfa", "J01AA02")]
    [InlineData("aspirin", "N02BE01")]
    public void Other_classes_are_not(string allergy, string drug) => Assert.Empty(Review([drug], new Code(CodeSystem.Local, allergy)));

    [Fact]
    public void An_allergy_to_one_drug_reaches_its_class() => Assert.Equal(Severity.Contraindicated, Assert.Single(Review(["J01CR05"], Code.Atc("J01CA04"))).Severity);

    private static Finding[] Review(string[] proposed, params Code[] allergies) =>
        [.. Rule.Review(new Patient("p", [Visit("1", allergies)]), Proposed(proposed))];

    private static Recommendation Proposed(string[] codes) =>
        new("test", [.. codes.Select(code => new ScoredMedication(Code.Atc(code), 0.9, true, []))], []);

    private static Visit Visit(string id, params Code[] allergies) =>
        new(id, new DateTime(2150, 1, int.Parse(id)), null, VisitCodes.Empty.With(CodeKind.Allergy, CodeSet.From(allergies)));
}
