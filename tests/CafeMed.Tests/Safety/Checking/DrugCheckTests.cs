using CafeMed.Safety.Checking;

namespace CafeMed.Tests.Safety.Checking;

public sealed class DrugCheckTests
{
    private static readonly DrugCheck s_check = new(Knowing.Shipped, Knowing.Label, Knowing.Defaults);

    [Fact]
    public void The_same_drug_twice_is_a_finding_and_checked_once()
    {
        var result = s_check.Check([Small.Warfarin, Small.Warfarin], [], []);

        Assert.Single(result.Drugs);
        Assert.Equal([Small.Warfarin], Assert.Single(result.Findings).Codes);
    }

    [Fact]
    public void An_empty_list_has_no_finding() => Assert.Empty(s_check.Check([], [], []).Findings);

    [Fact]
    public void What_the_tables_do_not_know_is_named()
    {
        var result = s_check.Check([Small.Warfarin, Code.Atc("X01AA01")], [Knowing.Words("bee stings")], [new Code(CodeSystem.Snomed, "1")]);

        Assert.Equal([Code.Atc("X01AA01")], result.Unknown);
        Assert.Single(result.UncheckedAllergies);
        Assert.Single(result.UncheckedDiagnoses);
    }

    [Fact]
    public void Findings_come_loudest_first_and_speak_of_what_was_given()
    {
        Code[] drugs = [Small.Warfarin, Small.Ibuprofen, Small.Lisinopril, Code.Atc("C10AA01"), Code.Atc("J01FA09")];
        var result = s_check.Check(drugs, [], []);

        Assert.Equal(result.Findings.OrderByDescending(finding => finding.Severity), result.Findings);
        Assert.All(result.Findings.SelectMany(finding => finding.Codes), code => Assert.Contains(code, drugs));
    }

    [Fact]
    public void An_alternative_is_of_the_same_subgroup_and_without_a_finding()
    {
        Code[] drugs = [Code.Atc("C10AA01"), Code.Atc("J01FA09"), Code.Atc("N02BE01")];
        var result = s_check.Check(drugs, [], []);
        var offered = s_check.Alternatives(drugs[0], result, [], []);

        Assert.NotEmpty(offered);
        Assert.All(offered, other =>
        {
            Assert.StartsWith("C10AA", other.Value, StringComparison.Ordinal);
            Assert.DoesNotContain(s_check.Check([other, .. drugs[1..]], [], []).Findings, finding => finding.Codes.Contains(other));
        });
    }

    [Fact]
    public void A_drug_that_the_patient_is_allergic_to_is_no_alternative()
    {
        Code[] drugs = [Code.Atc("J01CA04")];
        var allergies = CodeSet.Create(Knowing.Words("penicillin"));

        Assert.Empty(s_check.Alternatives(drugs[0], s_check.Check(drugs, allergies, []), allergies, []));
    }

    [Fact]
    public void Groups_are_checked_by_the_ingredients_below_them()
    {
        var result = s_check.Check([Code.Atc("B01AA"), Code.Atc("M01AE")], [], []);

        Assert.Contains(result.Findings, finding => finding.Rule == "interacting-pair" && finding.Interaction!.ShareAtLeast(Severity.Note) is > 0.5 and <= 1);
        Assert.Empty(result.Unknown);
    }

    [Fact]
    public void Five_hundred_drugs_are_checked()
    {
        var drugs = Knowing.Shipped.Interactions.Sources[0].Surveyed.Take(500).ToArray();
        var result = s_check.Check(drugs, [], []);

        Assert.Equal(500, result.Drugs.Count);
        Assert.True(result.Findings.Length > 1000);
    }
}
