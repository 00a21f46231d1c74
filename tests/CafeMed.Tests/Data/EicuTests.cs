using CafeMed.Data;

namespace CafeMed.Tests.Data;

public sealed class EicuTests : IDisposable
{
    private const string Header =
        "patientunitstayid,patienthealthsystemstayid,uniquepid,gender,age,hospitalid,unittype,unitvisitnumber,hospitaldischargeyear,"
        + "hospitaladmitoffset,hospitaldischargeoffset,hospitaladmitsource,unitadmitsource,apacheadmissiondx\n";

    private readonly TempFolder _place = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public EicuTests()
    {
        _place.Write(
            "patient.csv",
            Header
            + "3,200,p-1,Female,67,59,MICU,1,2015,-60,1380,,Floor,\n"
            + "2,100,p-1,Female,66,59,SICU,2,2014,-2880,60,Emergency Department,ICU,Later\n"
            + "1,100,p-1,Female,66,59,Med-Surg ICU,1,2014,-60,2880,Emergency Department,Floor,\"Sepsis, pulmonary\"\n"
            + "4,300,p-2,Male,> 89,60,MICU,1,2015,-10,-20,,,\n"
            + "5,400,p-3,Male,> 89,60,MICU,1,2015,-10,20,,,\n");
        _place.Write(
            "diagnosis.csv",
            "patientunitstayid,diagnosisstring,icd9code\n"
            + "1,a|b,\"518.81, J96.00\"\n2,a|c,518.82\n2,a|d,\n3,a|e,\"E980.2, 965.00, T40.60\"\n5,a|f,\"V62.84, 31.1\"\n4,a|b,I10\n");
        _place.Write(
            "treatment.csv",
            "patientunitstayid,treatmentstring\n1,pulmonary|ventilation and oxygenation|mechanical ventilation\n1,cardiovascular|shock|vasopressors|norepinephrine\n");
        _place.Write(
            "medication.csv",
            "patientunitstayid,drugordercancelled,drugname,drughiclseqno\n"
            + "1,No,ASPIRIN,\n1,Yes,FUROSEMIDE,\n2,No,,1820\n2,No,,0\n2,No,,99999999\n3,No,METOPROLOL,0\n5,No,no such drug,2812\n");
        _place.Write("infusiondrug.csv", "patientunitstayid,drugname\n1,Norepinephrine (mcg/min)\n1,Volume (ml)\n");
        _place.Write("allergy.csv", "patientunitstayid,drugname,allergyname,drughiclseqno\n1,ASPIRIN,x,\n1,,see  Cerner,\n");
        _place.Write("pasthistory.csv", "patientunitstayid,pasthistorypath\n1,notes/Progress Notes/Past History/Organ Systems/Pulmonary/Asthma/asthma\n");
        _place.Write(
            "admissiondx.csv",
            "patientunitstayid,admitdxpath,admitdxname\n1,admission diagnosis|Elective|Yes,Yes\n"
            + "1,admission diagnosis|Additional APACHE  Information|Thrombolytic Therapy received within 24 hours|Yes,Yes\n2,admission diagnosis|Elective|No,No\n");
    }

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Unit_stays_become_hospital_stays_in_order_of_year_and_age()
    {
        var (cohort, _) = await Import.RunAsync("eicu", _place.Root, _ct);

        Assert.Equal(["p-1", "p-3"], cohort.Patients.Select(patient => patient.Id));
        Assert.Equal(["100", "200"], cohort.Patients[0].Visits.Select(visit => visit.Id));
        Assert.Equal(new DateTime(2014, 1, 1), cohort.Patients[0].Visits[0].StartedAt);
        Assert.Equal(new DateTime(2014, 1, 3, 1, 0, 0), cohort.Patients[0].Visits[0].EndedAt);
        Assert.Equal(new DateTime(2015, 1, 5), cohort.Patients[0].Visits[1].StartedAt);
    }

    [Fact]
    public async Task Diagnoses_are_ICD_10_where_there_is_one_then_ICD_9_then_words()
    {
        var (cohort, _) = await Import.RunAsync("eicu", _place.Root, _ct);

        Assert.Equal(
            [new(CodeSystem.Icd10Cm, "J9600"), new(CodeSystem.Icd9Cm, "51882"), new(CodeSystem.Local, "a|d")],
            cohort.Patients[0].Visits[0].Diagnoses);
        Assert.Equal([new(CodeSystem.Icd10Cm, "T4060")], cohort.Patients[0].Visits[1].Diagnoses);
        Assert.Equal([new(CodeSystem.Icd9Cm, "V6284")], cohort.Patients[1].Visits[0].Diagnoses);
    }

    [Fact]
    public async Task Drugs_are_found_by_name_or_list_and_cancelled_orders_are_not_given()
    {
        var (cohort, receipt) = await Import.RunAsync("eicu", _place.Root, _ct);

        Assert.Equal([Code.Atc("B01AC06"), Code.Atc("C01CA03")], cohort.Patients[0].Visits[0].Medications);
        Assert.Equal([Code.Atc("B01AA03")], cohort.Patients[1].Visits[0].Medications);
        var drops = receipt.Tables.Single(table => table.Table == "medication").Dropped.Select(drop => (drop.Reason, drop.Rows)).Order();
        Assert.Equal([("drug not in the drug map", 1), ("no drug named", 1), ("order cancelled", 1)], drops);
    }

    [Fact]
    public async Task Context_is_of_the_first_unit_stay_and_leaks_no_drug()
    {
        var (cohort, receipt) = await Import.RunAsync("eicu", _place.Root, _ct);

        var visit = cohort.Patients[0].Visits[0];
        Assert.Equal("Local:Med-Surg ICU", visit[CodeKind.Unit].Single().ToString());
        Assert.Equal(["Local:Elective|Yes", "Local:Sepsis, pulmonary"], visit[CodeKind.AdmissionDiagnosis].Select(code => code.ToString()));
        Assert.Equal(["Local:hospital from Emergency Department", "Local:unit from Floor"], visit[CodeKind.AdmissionType].Select(code => code.ToString()));
        Assert.Equal("Local:Pulmonary/Asthma/asthma", visit[CodeKind.PastHistory].Single().ToString());
        Assert.Equal(["Atc:B01AC06", "Local:SEE CERNER"], visit[CodeKind.Allergy].Select(code => code.ToString()));
        Assert.Equal("Local:pulmonary|ventilation and oxygenation|mechanical ventilation", visit.Procedures.Single().ToString());
        Assert.Equal("Local:90+", cohort.Patients[1].Visits[0][CodeKind.Age].Single().ToString());
        Assert.All(receipt.Tables, table => Assert.Equal(table.Rows, table.Used + table.Dropped.Sum(drop => drop.Rows)));
        Assert.Contains(new DroppedRows("discharge before admission", 1), receipt.Tables.Single(table => table.Table == "patient").Dropped);
    }

    [Fact]
    public async Task Infusions_alone_are_not_a_medication_list()
    {
        _place.Write("medication.csv", "patientunitstayid,drugordercancelled,drugname,drughiclseqno\n3,No,METOPROLOL,\n1,Yes,ASPIRIN,\n");

        var (cohort, receipt) = await Import.RunAsync("eicu", _place.Root, _ct);

        Assert.Equal(["200"], cohort.Patients.Single().Visits.Select(visit => visit.Id));
        Assert.Contains(
            new DroppedRows("infusion of a stay without medication orders", 2), receipt.Tables.Single(table => table.Table == "infusiondrug").Dropped);
    }

    [Theory]
    [InlineData("> 89", 0)]
    [InlineData("80", 1)]
    public async Task An_empty_age_is_above_89_only_where_the_file_has_lost_that_mark(string otherAge, int known)
    {
        _place.Write(
            "patient.csv",
            Header + "3,200,p-1,Female,,59,MICU,1,2015,-60,1380,,Floor,\n" + $"5,400,p-3,Male,{otherAge},60,MICU,1,2015,-10,20,,,\n");

        var (cohort, _) = await Import.RunAsync("eicu", _place.Root, _ct);

        Assert.Equal(known, cohort.Patients[0].Visits[0][CodeKind.Age].Count);
    }
}
