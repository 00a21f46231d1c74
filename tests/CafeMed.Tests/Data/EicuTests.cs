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
            "patientunitstayid,diagnosisstring,icd9code,diagnosisoffset\n"
            + "1,a|b,\"518.81, J96.00\",30\n2,a|c,518.82,10\n2,a|d,,\n3,a|e,\"E980.2, 965.00, T40.60\",5\n5,a|f,\"V62.84, 31.1\",5\n4,a|b,I10,5\n");
        _place.Write(
            "treatment.csv",
            "patientunitstayid,treatmentstring,treatmentoffset\n1,pulmonary|ventilation and oxygenation|mechanical ventilation,90\n1,cardiovascular|shock|vasopressors|norepinephrine,95\n");
        _place.Write(
            "medication.csv",
            "patientunitstayid,drugordercancelled,drugname,drughiclseqno,drugstartoffset\n"
            + "1,No,ASPIRIN,,-500\n1,Yes,FUROSEMIDE,,1\n2,No,,1820,1\n2,No,,0,1\n2,No,,99999999,1\n3,No,METOPROLOL,0,1\n5,No,no such drug,2812,1\n");
        _place.Write("infusiondrug.csv", "patientunitstayid,drugname,infusionoffset\n1,Norepinephrine (mcg/min),120\n1,Volume (ml),120\n");
        _place.Write("allergy.csv", "patientunitstayid,drugname,allergyname,drughiclseqno,allergyenteredoffset\n1,ASPIRIN,x,,1440\n1,,see  Cerner,,1441\n");
        _place.Write("pasthistory.csv", "patientunitstayid,pasthistorypath,pasthistoryenteredoffset\n1,notes/Progress Notes/Past History/Organ Systems/Pulmonary/Asthma/asthma,20\n");
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
    public async Task Codes_are_known_from_their_offset_and_what_was_asked_on_admission_from_the_admission_to_the_unit()
    {
        var known = await Import.KnownAsync("eicu", _place.Root, "100", _ct);

        // The hospital stay begins at midnight, the first unit stay an hour later, the second after two days.
        var start = new DateTime(2014, 1, 1);
        Assert.Equal(start, known["Site Local:59"]);
        Assert.Equal(start.AddHours(1), known["Unit Local:Med-Surg ICU"]);
        Assert.Equal(start.AddHours(1), known["AdmissionDiagnosis Local:Sepsis, pulmonary"]);
        Assert.Equal(start.AddMinutes(90), known["Diagnosis Icd10Cm:J9600"]);
        Assert.Equal(start.AddDays(2).AddMinutes(10), known["Diagnosis Icd9Cm:51882"]);
        Assert.Null(known["Diagnosis Local:a|d"]);
        Assert.Equal(start.AddMinutes(150), known["Procedure Local:pulmonary|ventilation and oxygenation|mechanical ventilation"]);
        Assert.Equal(start, known["Medication Atc:B01AC06"]);
        Assert.Equal(start.AddHours(1), known["PastHistory Local:Pulmonary/Asthma/asthma"]);
        Assert.Equal(start.AddHours(1), known["Allergy Atc:B01AC06"]);
        Assert.Equal(start.AddMinutes(60 + 1441), known["Allergy Local:SEE CERNER"]);
    }

    [Fact]
    public async Task Infusions_alone_are_not_a_medication_list()
    {
        _place.Write("medication.csv", "patientunitstayid,drugordercancelled,drugname,drughiclseqno,drugstartoffset\n3,No,METOPROLOL,,1\n1,Yes,ASPIRIN,,1\n");

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
