using CafeMed.Data;

namespace CafeMed.Tests.Data;

public sealed class EventsTests : IDisposable
{
    private const string Header = "patient_id,visit_id,started_at,ended_at,kind,system,code,known_at\n";
    private const string Usable = "1,a,2020-01-01T08:00:00,2020-01-05T12:00:00,Diagnosis,Icd10Cm,I10,\n1,a,2020-01-01T08:00:00,2020-01-05T12:00:00,Medication,Atc,B01AC06,\n";

    private readonly TempFolder _place = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Rows_become_codes_as_they_stand_but_for_ICDs_dots_and_drugs()
    {
        var (cohort, _) = await ImportAsync(
            "1,a,2020-01-01 08:00,2020-01-05,diagnosis,ICD10CM,e11.9,2020-01-02T09:00:00\n1,a,2020-01-01 08:00,2020-01-05,Medication,Local,Aspirin,\n"
            + "1,a,2020-01-01 08:00,2020-01-05,Allergy,Local,strawberries,\n1,a,2020-01-01 08:00,2020-01-05,Laboratory,Loinc,2160-0 high,\n1,a,2020-01-01 08:00,2020-01-05,Procedure,Snomed,80146002,\n");

        var visit = cohort.Patients.Single().Visits.Single();
        Assert.Equal((new DateTime(2020, 1, 1, 8, 0, 0), new DateTime(2020, 1, 5)), (visit.StartedAt, visit.EndedAt!.Value));
        Assert.Equal(["Icd10Cm:E119"], visit.Diagnoses.Select(code => code.ToString()));
        Assert.Equal([Code.Atc("B01AC06")], visit.Medications);
        Assert.Equal("Local:strawberries", visit[CodeKind.Allergy].Single().ToString());
        Assert.Equal("Loinc:2160-0 high", visit[CodeKind.Laboratory].Single().ToString());
        Assert.Equal("Snomed:80146002", visit.Procedures.Single().ToString());
        Assert.Equal(new DateTime(2020, 1, 2, 9, 0, 0), (await Import.KnownAsync("events", _place.Root, "a", _ct))["Diagnosis Icd10Cm:E119"]);
    }

    [Theory]
    [InlineData(",a,2020-01-01T08:00:00,2020-01-05T12:00:00,Diagnosis,Icd10Cm,I10,", "no patient or no visit identifier")]
    [InlineData("1,a,,2020-01-05T12:00:00,Diagnosis,Icd10Cm,I10,", "no start of the visit")]
    [InlineData("1,a,01/02/2020 08:00,2020-01-05T12:00:00,Diagnosis,Icd10Cm,I10,", "start of the visit is not a time")]
    [InlineData("1,a,2020-01-01T08:00:00,soon,Diagnosis,Icd10Cm,I10,", "end of the visit is not a time")]
    [InlineData("1,a,2020-01-01T08:00:00,2019-01-05T12:00:00,Diagnosis,Icd10Cm,I10,", "visit ends before it starts")]
    [InlineData("1,a,2020-01-01T08:00:00,2020-01-06T12:00:00,Diagnosis,Icd10Cm,I10,", "other times than the first row of the visit")]
    [InlineData("1,a,2020-01-01T08:00:00,2020-01-05T12:00:00,Diagnoses,Icd10Cm,I10,", "unknown kind of code")]
    [InlineData("1,a,2020-01-01T08:00:00,2020-01-05T12:00:00,TimeGap,Local,30 days,", "gaps between visits are computed, not read")]
    [InlineData("1,a,2020-01-01T08:00:00,2020-01-05T12:00:00,Diagnosis,ICD-10,I10,", "unknown code system")]
    [InlineData("1,a,2020-01-01T08:00:00,2020-01-05T12:00:00,Diagnosis,Atc,B01AC06,", "code system of another kind")]
    [InlineData("1,a,2020-01-01T08:00:00,2020-01-05T12:00:00,Diagnosis,Icd10Cm, ,", "no code")]
    [InlineData("1,a,2020-01-01T08:00:00,2020-01-05T12:00:00,Diagnosis,Icd9Cm,30,", "shorter than any ICD code: leading zeros lost?")]
    [InlineData("1,a,2020-01-01T08:00:00,2020-01-05T12:00:00,Medication,Ndc,904404073,", "NDC without eleven digits: leading zeros lost?")]
    [InlineData("1,a,2020-01-01T08:00:00,2020-01-05T12:00:00,Medication,Atc,B01AC,", "not an ATC code of level 5")]
    [InlineData("1,a,2020-01-01T08:00:00,2020-01-05T12:00:00,Medication,Local,no such drug,", "drug not in the drug map")]
    [InlineData("1,a,2020-01-01T08:00:00,2020-01-05T12:00:00,Diagnosis,Icd10Cm,I11,yesterday", "known_at is not a time")]
    public async Task A_row_that_breaks_a_rule_is_dropped_with_its_reason(string row, string reason)
    {
        var (cohort, receipt) = await ImportAsync(Usable + row + "\n");

        Assert.Equal((1, 1), (cohort.Patients.Single().Visits.Single().Diagnoses.Count, cohort.Patients.Single().Visits.Single().Medications.Count));
        var table = receipt.Tables.Single();
        Assert.Equal((3, 2), (table.Rows, table.Used));
        Assert.Equal(new DroppedRows(reason, 1), table.Dropped.Single());
    }

    [Fact]
    public async Task A_code_system_that_nobody_knows_everywhere_is_CM1066()
    {
        var exception = await Assert.ThrowsAsync<CafeMedException>(() => ImportAsync(Usable.Replace("Icd10Cm", "ICD-10", StringComparison.Ordinal).Replace("Atc", "WHO", StringComparison.Ordinal)));

        Assert.Equal("CM1066", exception.Fault.Code);
        Assert.Contains("Icd10Cm", exception.Fault.Hint);
    }

    [Fact]
    public async Task Every_file_of_the_folder_is_part_of_the_table_and_one_file_will_do()
    {
        _place.Write("part-1.csv", Header + Usable);
        _place.Zip("part-2.csv.gz", Header + Usable.Replace("1,a,", "2,a,", StringComparison.Ordinal));
        _place.Write("notes.txt", "not a table");

        var (cohort, receipt) = await Import.RunAsync("events", _place.Root, _ct);
        var (one, _) = await Import.RunAsync("events", new DirectoryInfo(_place.File("part-1.csv").FullName), _ct);

        Assert.Equal(["1", "2"], cohort.Patients.Select(patient => patient.Id));
        Assert.Equal(["part-1.csv", "part-2.csv.gz"], receipt.Files.Select(file => file.Name));
        Assert.Equal(4, receipt.Tables.Single().Rows);
        Assert.Equal(["1"], one.Patients.Select(patient => patient.Id));
    }

    [Fact]
    public async Task Parquet_may_have_times_as_times_and_numbers_as_numbers()
    {
        using (var store = new DuckStore())
            store.Execute(
                $"""
                copy (select 7 as patient_id, 1 as visit_id, timestamp '2020-01-01 08:00:00' as started_at, date '2020-01-05' as ended_at, kind, system, code
                        from (values ('Diagnosis', 'Icd9Cm', '0030'), ('Medication', 'RxNorm', '1191')) rows (kind, system, code)) to '{_place.File("typed.parquet").FullName}' (format parquet)
                """,
                _ct);

        var (cohort, receipt) = await Import.RunAsync("events", _place.Root, _ct);

        var visit = cohort.Patients.Single().Visits.Single();
        Assert.Equal(("7", new DateTime(2020, 1, 1, 8, 0, 0), new DateTime(2020, 1, 5)), (cohort.Patients[0].Id, visit.StartedAt, visit.EndedAt!.Value));
        Assert.Equal([new(CodeSystem.Icd9Cm, "0030")], visit.Diagnoses);
        Assert.Equal([Code.Atc("B01AC06")], visit.Medications);
        Assert.Contains(new DroppedRows("no column known_at (optional), so read as empty", 0), receipt.Tables.Single().Dropped);
    }

    [Fact]
    public async Task Drugs_in_RxNorm_NDC_or_words_become_ATC()
    {
        var (cohort, _) = await ImportAsync(
            Usable + "1,a,2020-01-01T08:00:00,2020-01-05T12:00:00,Medication,Ndc,00071015523,\n1,a,2020-01-01T08:00:00,2020-01-05T12:00:00,Medication,Local,Lisinopril-HCTZ 20-12.5 mg tab,\n");

        Assert.Equal([Code.Atc("B01AC06"), Code.Atc("C03AA03"), Code.Atc("C09AA03"), Code.Atc("C10AA05")], cohort.Patients.Single().Visits.Single().Medications);
    }

    private Task<(Cohort Cohort, CohortReceipt Receipt)> ImportAsync(string rows)
    {
        _place.Write("events.csv", Header + rows);
        return Import.RunAsync("events", _place.Root, _ct);
    }
}
