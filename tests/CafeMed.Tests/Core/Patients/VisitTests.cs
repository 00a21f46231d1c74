namespace CafeMed.Tests.Core.Patients;

public sealed class VisitTests
{
    private static readonly DateTime s_admission = new(2150, 1, 1, 8, 0, 0);

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

    [Fact]
    public void Times_stay_with_their_codes_when_others_go()
    {
        CodeSet both = [Small.Diabetes, Small.Hypertension];
        var codes = VisitCodes.Empty.With(CodeKind.Diagnosis, both, [s_admission, s_admission.AddHours(5)]);

        var fewer = codes.With(CodeKind.Diagnosis, [Small.Hypertension, Small.Fibrillation]);

        Assert.Equal(s_admission.AddHours(5), fewer.KnownAt(CodeKind.Diagnosis, Small.Hypertension));
        Assert.Null(fewer.KnownAt(CodeKind.Diagnosis, Small.Fibrillation));
        Assert.Null(fewer.KnownAt(CodeKind.Diagnosis, Small.Diabetes));
        Assert.Null(fewer.KnownAt(CodeKind.Medication, Small.Metformin));
    }

    [Fact]
    public void Times_are_part_of_equality_and_no_times_are_none()
    {
        CodeSet one = [Small.Diabetes];
        var bare = VisitCodes.Empty.With(CodeKind.Diagnosis, one);
        var timed = VisitCodes.Empty.With(CodeKind.Diagnosis, one, [s_admission]);

        Assert.NotEqual(bare, timed);
        Assert.Equal(timed, VisitCodes.Empty.With(CodeKind.Diagnosis, one, [s_admission]));
        Assert.Equal(bare, VisitCodes.Empty.With(CodeKind.Diagnosis, one, [null]));
        Assert.False(bare.With(CodeKind.Diagnosis, one, [null]).HasTimes);
        Assert.Equal(VisitCodes.Empty, timed.With(CodeKind.Diagnosis, []));
        Assert.Throws<ArgumentException>(() => VisitCodes.Empty.With(CodeKind.Diagnosis, one, [s_admission, s_admission]));
    }

    [Fact]
    public void A_group_of_drugs_is_known_when_the_first_of_them_was()
    {
        CodeSet drugs = [Small.Lisinopril, Small.Ramipril, Small.Metformin];
        var codes = VisitCodes.Empty.With(CodeKind.AdmissionDrug, drugs, [null, s_admission.AddHours(7), s_admission.AddHours(3)]);

        var grouped = new Visit("v", s_admission, null, codes).AtLevel(4);

        Assert.Equal(s_admission.AddHours(3), grouped.KnownAt(CodeKind.AdmissionDrug, Code.Atc("C09AA")));
        Assert.Null(grouped.KnownAt(CodeKind.AdmissionDrug, Code.Atc("A10BA")));
    }

    [Fact]
    public void On_arrival_only_what_was_known_by_then_is_left_and_the_medications_stay()
    {
        var codes = VisitCodes.Empty
            .With(CodeKind.Diagnosis, [Small.Diabetes, Small.Hypertension, Small.Fibrillation], [s_admission, s_admission.AddMinutes(1), null])
            .With(CodeKind.Laboratory, [new(CodeSystem.Local, "Potassium high")])
            .With(CodeKind.Sex, [new(CodeSystem.Local, "F")])
            .With(CodeKind.Allergy, [Small.Ibuprofen], [s_admission.AddDays(1)])
            .With(CodeKind.Medication, [Small.Warfarin], [s_admission.AddDays(2)]);
        var visit = new Visit("v", s_admission, null, codes);

        var arrived = visit.OnArrival();

        Assert.Equal([Small.Diabetes], arrived.Diagnoses);
        Assert.Empty(arrived[CodeKind.Laboratory]);
        Assert.Empty(arrived[CodeKind.Allergy]);
        Assert.Single(arrived[CodeKind.Sex]);
        Assert.Equal([Small.Warfarin], arrived.Medications);
        Assert.Equal(arrived, arrived.OnArrival());
    }
}
