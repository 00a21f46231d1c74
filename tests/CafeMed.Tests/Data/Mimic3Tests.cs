using CafeMed.Data;

namespace CafeMed.Tests.Data;

public sealed class Mimic3Tests : IDisposable
{
    private readonly TempFolder _place = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Admissions_become_visits_in_order_with_ICD_9_codes()
    {
        var (cohort, _) = await Import.RunAsync("mimic3", TinySources.Write("mimic3", _place), _ct);

        var first = cohort.Patients[0];
        Assert.Equal(["11", "12"], first.Visits.Select(visit => visit.Id));
        Assert.Equal([new(CodeSystem.Icd9Cm, "0030"), new(CodeSystem.Icd9Cm, "4139")], first.Visits[0].Diagnoses);
        Assert.Equal([new(CodeSystem.Icd9Proc, "0331")], first.Visits[0].Procedures);
        Assert.Equal([Code.Atc("B01AC06")], first.Visits[0].Medications);
    }

    [Fact]
    public async Task A_drug_is_found_by_its_generic_name_where_its_own_is_unknown()
    {
        var (cohort, receipt) = await Import.RunAsync("mimic3", TinySources.Write("mimic3", _place), _ct);

        Assert.Equal([.. DrugMap.Shipped()["metoprolol"]], cohort.Patients[0].Visits[1].Medications);
        Assert.Equal(
            [("drug not in the drug map", 1L), ("fluid or container (drug type BASE)", 1L), ("no drug named", 1L)],
            receipt.Tables.Single(table => table.Table == "prescriptions").Dropped.Select(drop => (drop.Reason, drop.Rows)).Order());
    }

    [Fact]
    public async Task A_drug_whose_names_say_nothing_is_found_by_its_NDC()
    {
        var place = TinySources.Write("mimic3", _place, text => text.Replace("MAIN,Never Heard Of,,0", "MAIN,Never Heard Of,Neither Of This,00071015523", StringComparison.Ordinal));

        var (cohort, _) = await Import.RunAsync("mimic3", place, _ct);

        Assert.Contains(Code.Atc("C10AA05"), cohort.Patients[1].Visits[0].Medications);
    }

    [Fact]
    public async Task What_was_known_on_arrival_has_kinds_of_its_own()
    {
        var (cohort, _) = await Import.RunAsync("mimic3", TinySources.Write("mimic3", _place), _ct);

        var visits = cohort.Patients.SelectMany(patient => patient.Visits).ToList();
        Assert.Equal(["Local:70-79", "Local:70-79", "Local:90+"], visits.Select(visit => visit[CodeKind.Age].Single().ToString()));
        Assert.Equal(["Local:SEPSIS", "Local:TELEMETRY"], visits[0][CodeKind.AdmissionDiagnosis].Select(code => code.ToString()));
        Assert.Equal(["Local:CABG", "Local:CORONARY ARTERY DISEASE"], visits[1][CodeKind.AdmissionDiagnosis].Select(code => code.ToString()));
        Assert.Equal(["Local:EMERGENCY", "Local:from EMERGENCY ROOM ADMIT"], visits[0][CodeKind.AdmissionType].Select(code => code.ToString()));
        Assert.Equal("Local:ward 45", visits[0][CodeKind.Unit].Single().ToString());
        Assert.Empty(visits[2][CodeKind.AdmissionDiagnosis]);
    }

    [Fact]
    public async Task Codes_are_known_from_when_it_happened_and_what_is_coded_later_from_discharge()
    {
        var known = await Import.KnownAsync("mimic3", TinySources.Write("mimic3", _place), "11", _ct);

        var (start, end) = (new DateTime(2131, 1, 2, 3, 4, 5), new DateTime(2131, 1, 9, 12, 0, 0));
        Assert.Equal(start, known["AdmissionDiagnosis Local:SEPSIS"]);
        Assert.Equal(start, known["Unit Local:ward 45"]);
        Assert.Equal(end, known["Diagnosis Icd9Cm:0030"]);
        Assert.Equal(end, known["Procedure Icd9Proc:0331"]);
        Assert.Equal(start, known["Medication Atc:B01AC06"]);
        Assert.Equal(new DateTime(2131, 1, 2, 6, 0, 0), known["Laboratory Loinc:2160-0 abnormal"]);
    }

    [Fact]
    public async Task Laboratory_results_are_abnormal_or_normal_by_the_flag_and_carry_LOINC_where_the_source_has_it()
    {
        var (cohort, receipt) = await Import.RunAsync("mimic3", TinySources.Write("mimic3", _place), _ct);

        Assert.Equal(
            ["Local:50983 abnormal", "Loinc:2160-0 abnormal", "Loinc:2160-0 normal"], cohort.Patients[0].Visits[0][CodeKind.Laboratory].Select(code => code.ToString()));
        Assert.Equal(
            [("flag tells a change, not a level", 1L), ("neither a number nor a flag", 1L), ("outside any admission", 1L)],
            receipt.Tables.Single(table => table.Table == "labevents").Dropped.Select(drop => (drop.Reason, drop.Rows)).Order());
    }

    [Fact]
    public async Task A_code_that_lost_its_zeros_is_dropped_and_told()
    {
        var (_, receipt) = await Import.RunAsync("mimic3", TinySources.Write("mimic3", _place), _ct);

        Assert.Equal(
            [("no code", 1L), ("no usable visit", 1L), ("shorter than any ICD-9 code: leading zeros lost?", 1L)],
            receipt.Tables.Single(table => table.Table == "diagnoses_icd").Dropped.Select(drop => (drop.Reason, drop.Rows)).Order());
    }

    [Fact]
    public async Task The_demo_has_the_published_rows()
    {
        var (_, receipt) = await Import.RunAsync("mimic3", SharedData.Require("mimic-iii-demo-1.4"), _ct);

        // SOURCE.txt: 100 patients, 129 admissions, 1761 diagnoses, 506 procedures, 10398 prescriptions; of those 2617 BASE (counted with Python's csv).
        var used = receipt.Tables.ToDictionary(table => table.Table, table => (table.Rows, table.Used));
        Assert.Equal((100, 100), used["patients"]);
        Assert.Equal((129, 129), used["admissions"]);
        Assert.Equal((1761, 1761), used["diagnoses_icd"]);
        Assert.Equal((506, 506), used["procedures_icd"]);
        Assert.Equal(10398, used["prescriptions"].Rows);
        Assert.Contains(new DroppedRows("fluid or container (drug type BASE)", 2617), receipt.Tables.Single(table => table.Table == "prescriptions").Dropped);
        // zcat labevents.csv.gz | awk -F, 'NR > 1 {n++; d += $NF == "delta"; o += $3 == ""} END {print n, d, o}': 76074 227 14262; of the 227, 70 lie outside.
        Assert.Equal(76074, used["labevents"].Rows);
        Assert.Contains(new DroppedRows("outside any admission", 14262), receipt.Tables.Single(table => table.Table == "labevents").Dropped);
    }
}
