using CafeMed.Data;

namespace CafeMed.Tests.Data;

public sealed class OmopTests : IDisposable
{
    private readonly TempFolder _place = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Conditions_keep_the_ICD_code_that_was_recorded_or_else_the_standard_concept()
    {
        var (cohort, receipt) = await ImportAsync();

        Assert.Equal(
            [new(CodeSystem.Icd10Cm, "E119"), new(CodeSystem.Icd9Cm, "0030"), new(CodeSystem.Local, "ICD10:J44"), new(CodeSystem.Snomed, "59621000")],
            cohort.Patients[0].Visits[0].Diagnoses);
        Assert.Equal([new(CodeSystem.Snomed, "44054006")], cohort.Patients[1].Visits[0].Diagnoses);
        Assert.Equal(
            [("no code and no words", 1L), ("no usable visit", 1L)],
            receipt.Tables.Single(table => table.Table == "condition_occurrence").Dropped.Select(drop => (drop.Reason, drop.Rows)).Order());
    }

    [Fact]
    public async Task A_row_that_names_no_visit_belongs_to_the_visit_in_whose_time_it_falls()
    {
        var known = await Import.KnownAsync("omop", TinyOmop.Write(_place), "11", _ct);

        Assert.Contains("Diagnosis Local:concept 4000", known.Keys);
    }

    [Fact]
    public async Task Procedures_that_give_a_drug_are_none()
    {
        var (cohort, receipt) = await ImportAsync();

        Assert.Equal(["Icd10Pcs:02HV33Z", "Local:CPT4:92980"], cohort.Patients[0].Visits[0].Procedures.Select(code => code.ToString()));
        Assert.Equal(new DroppedRows("drug administration (HCPCS J)", 1), receipt.Tables.Single(table => table.Table == "procedure_occurrence").Dropped.Single());
    }

    [Fact]
    public async Task Drugs_become_the_nearest_ATC_codes_and_of_several_uses_the_one_that_our_map_has()
    {
        var (cohort, receipt) = await ImportAsync();

        Assert.Equal([Code.Atc("B01AC06"), Code.Atc("C09DA01")], cohort.Patients[0].Visits[0].Medications);
        Assert.Equal([Code.Atc("C03CA01")], cohort.Patients[1].Visits[0].Medications);
        Assert.Equal([.. DrugMap.Shipped()["metoprolol"]], cohort.Patients[0].Visits[0][CodeKind.AdmissionDrug]);
        Assert.Equal(new UnmappedDrug("no such drug", 1), receipt.Coverage.Single(coverage => coverage.Table == "drug_exposure").Top.Single());
    }

    [Fact]
    public async Task Measurements_are_levels_by_concept_or_range_and_LOINC_where_the_vocabulary_has_it()
    {
        var (cohort, receipt) = await ImportAsync();

        Assert.Equal(["Local:K normal", "Loinc:2160-0 high", "Loinc:2160-0 low"], cohort.Patients[0].Visits[0][CodeKind.Laboratory].Select(code => code.ToString()));
        Assert.Equal(
            [("neither a value concept nor a number with a range", 1L), ("no item", 1L)],
            receipt.Tables.Single(table => table.Table == "measurement").Dropped.Select(drop => (drop.Reason, drop.Rows)).Order());
    }

    [Fact]
    public async Task What_was_known_of_the_person_and_the_visit_has_kinds_of_its_own()
    {
        var (cohort, receipt) = await ImportAsync();

        var (visit, other) = (cohort.Patients[0].Visits[0], cohort.Patients[1].Visits[0]);
        Assert.Equal(["Local:60-69", "Local:F", "Local:Mercy", "Local:Ward A"], new[] { CodeKind.Age, CodeKind.Sex, CodeKind.Site, CodeKind.Unit }.Select(kind => visit[kind].Single().ToString()));
        Assert.Equal(["Local:90+", "Local:x"], new[] { CodeKind.Age, CodeKind.Sex }.Select(kind => other[kind].Single().ToString()));
        Assert.Equal(["Local:Inpatient Visit", "Local:from HOME"], visit[CodeKind.AdmissionType].Select(code => code.ToString()));
        Assert.Equal(["Atc:B01AC06", "Local:strawberries"], visit[CodeKind.Allergy].Select(code => code.ToString()));
        Assert.Equal("Snomed:59621000", visit[CodeKind.PastHistory].Single().ToString());
        Assert.All(receipt.Tables, table => Assert.Equal(table.Rows, table.Used + table.Dropped.Sum(drop => drop.Rows)));
        Assert.Contains(new DroppedRows("visit listed before", 1), receipt.Tables.Single(table => table.Table == "visit_occurrence").Dropped);
    }

    [Fact]
    public async Task Codes_are_known_from_when_it_happened_and_what_billing_coded_from_the_end()
    {
        var known = await Import.KnownAsync("omop", TinyOmop.Write(_place), "10", _ct);

        var start = new DateTime(2020, 1, 1, 10, 0, 0);
        Assert.Equal(start, known["Site Local:Mercy"]);
        Assert.Equal(start, known["Unit Local:Ward A"]);
        Assert.Equal(new DateTime(2020, 1, 5, 12, 0, 0), known["Diagnosis Icd10Cm:E119"]);
        Assert.Equal(new DateTime(2020, 1, 2, 23, 59, 59), known["Diagnosis Snomed:59621000"]);
        Assert.Equal(new DateTime(2020, 1, 3, 11, 0, 0), known["Procedure Icd10Pcs:02HV33Z"]);
        Assert.Equal(new DateTime(2020, 1, 3, 23, 59, 59), known["Procedure Local:CPT4:92980"]);
        Assert.Equal(new DateTime(2020, 1, 2), known["Medication Atc:B01AC06"]);
        Assert.Equal(start, known["AdmissionDrug " + DrugMap.Shipped()["metoprolol"][0]]);
        Assert.Equal(new DateTime(2020, 1, 2, 6, 0, 0), known["Laboratory Loinc:2160-0 high"]);
    }

    [Theory]
    [InlineData("E11.9", 45552385, "Icd10Cm:E119")]
    [InlineData("I10", 45552385, "Icd10Cm:I10")]
    [InlineData("E80.0", 45552385, "Icd10Cm:E800")]
    [InlineData("04119  ", 44835610, "Icd9Cm:04119")]
    [InlineData("V62.84", 44835610, "Icd9Cm:V6284")]
    [InlineData("E9802", 44835610, "Icd9Cm:E9802")]
    [InlineData("E800", 44835610, "Local:concept 4000")]
    [InlineData("223795", 44835610, "Local:concept 4000")]
    [InlineData("427", 2000031020, "Local:concept 4000")]
    [InlineData("401.9", 0, "Local:concept 4000")]
    public async Task Without_the_vocabularies_a_source_value_is_ICD_only_where_it_cannot_be_anything_else(string words, long source, string expected)
    {
        var root = TinySources.Write("omop", _place);
        _place.Write(
            "omop/condition_occurrence.csv",
            $"person_id,visit_occurrence_id,condition_concept_id,condition_start_date,condition_source_value,condition_source_concept_id\n1,11,4000,2020-01-01,{words},{source}\n");

        var (cohort, receipt) = await Import.RunAsync("omop", root, _ct);

        Assert.Equal(expected, cohort.Patients.Single().Visits.Single().Diagnoses.Single().ToString());
        Assert.Contains("the vocabularies", receipt.Tables.Single(table => table.Table == "concept").Dropped.Single().Reason);
    }

    [Fact]
    public async Task Version_5_3_names_the_place_before_in_another_column()
    {
        var root = TinyOmop.Write(_place);
        _place.Write("omop/visit_occurrence.csv", TinyOmop.Tables["visit_occurrence"].Replace("admitted_from_source_value", "admitting_source_value"));

        var (cohort, _) = await Import.RunAsync("omop", root, _ct);

        Assert.Contains(new Code(CodeSystem.Local, "from HOME"), cohort.Patients[0].Visits[0][CodeKind.AdmissionType]);
    }

    [Fact]
    public async Task The_demo_has_the_rows_of_its_files()
    {
        var receipt = new ReceiptBuilder();
        var visits = new HashSet<string>();
        await foreach (var line in Import.Connectors.Create("omop").ReadAsync(SharedData.Require("omop-mimic-iv-demo-12"), new(), receipt, _ct))
            visits.Add(line.VisitId);

        // wc -l less the header: 12 persons, 68 visits, 105 conditions, 105 procedures, 105 drugs, 100 measurements (its last line has no end).
        var tables = receipt.Build(new Cohort("omop", [])).Tables;
        Assert.Equal(68, visits.Count);
        Assert.Equal(
            [("condition_occurrence", 105), ("drug_exposure", 105), ("measurement", 100), ("person", 12), ("procedure_occurrence", 105), ("visit_occurrence", 68)],
            tables.Where(table => table.Rows > 0).Select(table => (table.Table, table.Rows)));
        Assert.All(tables, table => Assert.Equal(table.Rows, table.Used + table.Dropped.Sum(drop => drop.Rows)));
    }

    private Task<(Cohort Cohort, CohortReceipt Receipt)> ImportAsync() => Import.RunAsync("omop", TinyOmop.Write(_place), _ct);
}
