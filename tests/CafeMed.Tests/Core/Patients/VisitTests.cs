namespace CafeMed.Tests.Core.Patients;

public sealed class VisitTests
{
    [Fact]
    public void At_a_level_medications_of_one_group_collapse()
    {
        var visit = Small.Stay("v", 2150, [Small.Diabetes], [], [Small.Lisinopril, Small.Ramipril, Small.Metformin]);

        var grouped = visit.AtLevel(4);

        Assert.Equal([Code.Atc("A10BA"), Code.Atc("C09AA")], grouped.Medications);
        Assert.Equal(visit.Diagnoses, grouped.Diagnoses);
    }

    [Fact]
    public void At_a_level_the_drugs_of_admission_follow_and_allergies_stay()
    {
        var codes = VisitCodes.Empty.With(CodeKind.AdmissionDrug, [Small.Warfarin]).With(CodeKind.Allergy, [Small.Ibuprofen]);
        var visit = new Visit("v", new DateTime(2150, 1, 1), null, codes);

        var grouped = visit.AtLevel(3);

        Assert.Equal([Code.Atc("B01A")], grouped[CodeKind.AdmissionDrug]);
        Assert.Equal([Small.Ibuprofen], grouped[CodeKind.Allergy]);
    }

    [Fact]
    public void Doing_it_twice_changes_nothing_more() => Assert.Equal(Small.Anna.AtLevel(4), Small.Anna.AtLevel(4).AtLevel(4));

    [Fact]
    public void An_unknown_level_is_a_fault() => Fails.With("CM2009", () => Small.Anna.AtLevel(2));

    [Fact]
    public void Codes_are_equal_by_content()
    {
        var (one, same) = (VisitCodes.Empty.With(CodeKind.Sex, [Small.Stent]), new VisitCodes([new(CodeKind.Sex, [Small.Stent])]));

        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one, VisitCodes.Empty.With(CodeKind.Age, [Small.Stent]));
        Assert.Equal(CodeSet.Empty, one[CodeKind.Diagnosis]);
    }
}
