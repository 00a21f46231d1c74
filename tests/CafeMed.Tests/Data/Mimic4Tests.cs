using CafeMed.Data;

namespace CafeMed.Tests.Data;

public sealed class Mimic4Tests : IDisposable
{
    private readonly TinyMimic _tiny = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public void Dispose() => _tiny.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Admissions_become_visits_in_order_with_codes_of_their_own_systems(bool zipped)
    {
        var (cohort, _) = await Import.RunAsync("mimic4", _tiny.Write(zipped), _ct);

        Assert.Equal(["1", "2"], cohort.Patients.Select(patient => patient.Id));
        var first = cohort.Patients[0];
        Assert.Equal(["11", "12"], first.Visits.Select(visit => visit.Id));
        Assert.Equal(new DateTime(2131, 1, 2, 3, 4, 5), first.Visits[0].StartedAt);
        Assert.Null(cohort.Patients[1].Visits[0].EndedAt);
        Assert.Equal([new(CodeSystem.Icd9Cm, "0030"), new(CodeSystem.Icd9Cm, "4139")], first.Visits[0].Diagnoses);
        Assert.Equal([new(CodeSystem.Icd10Cm, "I2510")], first.Visits[1].Diagnoses);
        Assert.Equal([new(CodeSystem.Icd9Proc, "3961")], first.Visits[0].Procedures);
        Assert.Equal([new(CodeSystem.Icd10Pcs, "02HV33Z")], first.Visits[1].Procedures);
        Assert.Equal([Code.Atc("B01AC06")], first.Visits[0].Medications);
    }

    [Fact]
    public async Task A_drug_whose_names_say_nothing_is_found_by_its_NDC()
    {
        using var folder = new TempFolder();
        var place = TinySources.Write("mimic4", folder, text => text
            .Replace("drug_type,drug\n1,11,MAIN,Aspirin\n2,21,MAIN,Furosemide\n", "drug_type,drug,ndc\n1,11,MAIN,Aspirin,\n2,21,MAIN,Furosemide,0\n", StringComparison.Ordinal)
            .Replace("\"No Such Drug, at all\"", "\"No Such Drug, at all\",00071015523", StringComparison.Ordinal));

        var (cohort, _) = await Import.RunAsync("mimic4", place, _ct);

        Assert.Contains(Code.Atc("C10AA05"), cohort.Patients[1].Visits[0].Medications);
    }

    [Fact]
    public async Task What_was_known_on_arrival_has_kinds_of_its_own()
    {
        var (cohort, _) = await Import.RunAsync("mimic4", _tiny.Write(), _ct);

        var visits = cohort.Patients.SelectMany(patient => patient.Visits).ToList();
        Assert.Equal(["Local:50-59", "Local:60-69", "Local:90+"], visits.Select(visit => visit[CodeKind.Age].Single().ToString()));
        Assert.Equal(["Local:F", "Local:F", "Local:M"], visits.Select(visit => visit[CodeKind.Sex].Single().ToString()));
        Assert.Equal("Local:Medicine", visits[0][CodeKind.Unit].Single().ToString());
        Assert.Equal("Local:ELECTIVE", visits[1][CodeKind.AdmissionType].Single().ToString());
    }

    [Fact]
    public async Task The_folder_of_the_tables_will_do_as_root()
    {
        _tiny.Write();

        var (cohort, _) = await Import.RunAsync("mimic4", _tiny.Root.GetDirectories("hosp").Single(), _ct);

        Assert.Equal(3, cohort.VisitCount);
    }

    [Fact]
    public async Task Every_row_is_used_or_dropped_with_a_reason()
    {
        var (_, receipt) = await Import.RunAsync("mimic4", _tiny.Write(), _ct);

        var drugs = receipt.Tables.Single(table => table.Table == "prescriptions");
        Assert.Equal((7, 4), (drugs.Rows, drugs.Used));
        Assert.Equal(
            [("drug not in the drug map", 1), ("fluid or container (drug type BASE)", 1), ("no drug named", 1)],
            drugs.Dropped.Select(drop => (drop.Reason, drop.Rows)).Order());
        Assert.Equal(new DroppedRows("no usable visit", 1), receipt.Tables.Single(table => table.Table == "diagnoses_icd").Dropped.Single());
        var coverage = receipt.Coverage.Single();
        Assert.Equal((4, 1, 0.8), (coverage.Mapped, coverage.Unmapped, coverage.Share));
        Assert.Equal(new UnmappedDrug("No Such Drug, at all", 1), coverage.Top.Single());
    }

    [Theory]
    [InlineData("2,21,,,URGENT", "no admission time")]
    [InlineData("2,21,soon,,URGENT", "admission time is not a time")]
    [InlineData("2,21,2150-06-07 00:00:00,2150-06-06 00:00:00,URGENT", "discharge before admission")]
    [InlineData("2,21,2150-06-07 00:00:00,later,URGENT", "discharge time is not a time")]
    [InlineData(",21,2150-06-07 00:00:00,,URGENT", "no patient or no visit identifier")]
    public async Task A_visit_without_sound_times_is_dropped_with_all_its_rows_and_counted(string admission, string reason)
    {
        _tiny["admissions"] = _tiny["admissions"].Replace("2,21,2150-06-07 00:00:00,,URGENT", admission);

        var (cohort, receipt) = await Import.RunAsync("mimic4", _tiny.Write(), _ct);

        Assert.Equal(["1"], cohort.Patients.Select(patient => patient.Id));
        Assert.Equal(new DroppedRows(reason, 1), receipt.Tables.Single(table => table.Table == "admissions").Dropped.Single());
        Assert.Contains(new DroppedRows("patient without a usable visit", 1), receipt.Tables.Single(table => table.Table == "patients").Dropped);
        Assert.Contains(new DroppedRows("no usable visit", 1), receipt.Tables.Single(table => table.Table == "prescriptions").Dropped);
        Assert.All(receipt.Tables, table => Assert.Equal(table.Rows, table.Used + table.Dropped.Sum(drop => drop.Rows)));
    }

    [Fact]
    public async Task A_data_set_without_any_usable_visit_is_a_fault()
    {
        _tiny["admissions"] = "subject_id,hadm_id,admittime,dischtime,admission_type\n1,11,,,URGENT";
        var root = _tiny.Write();

        var exception = await Assert.ThrowsAsync<CafeMedException>(() => Import.RunAsync("mimic4", root, _ct));

        Assert.Equal("CM1008", exception.Fault.Code);
        Assert.Contains("admissions: 1 row(s) with no admission time", exception.Fault.Message);
    }

    [Fact]
    public async Task An_optional_table_may_be_missing()
    {
        var (cohort, receipt) = await Import.RunAsync("mimic4", _tiny.Without("transfers").Write(), _ct);

        var absent = receipt.Tables.Single(table => table.Table == "transfers");
        Assert.Equal((0, 0), (absent.Rows, absent.Used));
        Assert.Equal(new DroppedRows("not there (optional): the first ward", 0), absent.Dropped.Single());
        Assert.Contains("the first service", receipt.Tables.Single(table => table.Table == "services").Dropped.Single().Reason);
        Assert.DoesNotContain(receipt.Files, file => file.Name.Contains("transfers"));
        Assert.All(cohort.Patients.SelectMany(patient => patient.Visits), visit => Assert.Empty(visit[CodeKind.Unit]));
    }

    [Fact]
    public async Task Codes_are_known_from_when_it_happened_and_what_is_coded_later_from_discharge()
    {
        var first = await Import.KnownAsync("mimic4", _tiny.Write(), "11", _ct);
        var second = await Import.KnownAsync("mimic4", _tiny.Root, "12", _ct);

        var start = new DateTime(2131, 1, 2, 3, 4, 5);
        Assert.All(["Age Local:50-59", "Sex Local:F", "AdmissionType Local:EW EMER.", "AdmissionType Local:from EMERGENCY ROOM", "Unit Local:Medicine"], code => Assert.Equal(start, first[code]));
        Assert.Equal(new DateTime(2131, 1, 9, 12, 0, 0), first["Diagnosis Icd9Cm:4139"]);
        Assert.Equal(new DateTime(2131, 1, 4, 23, 59, 59), first["Procedure Icd9Proc:3961"]);
        Assert.Equal(new DateTime(2131, 1, 2, 20, 0, 0), first["Medication Atc:B01AC06"]);
        Assert.Equal(new DateTime(2133, 5, 4, 10, 0, 0), second["Procedure Icd10Pcs:02HV33Z"]);
        Assert.Equal(new DateTime(2133, 5, 1, 8, 0, 0), second.Single(code => code.Key.StartsWith("Medication ", StringComparison.Ordinal)).Value);
    }

    [Fact]
    public async Task Laboratory_results_are_low_high_normal_or_abnormal_and_known_when_first_taken()
    {
        _tiny["labevents"] =
            """
            subject_id,hadm_id,itemid,charttime,valuenum,ref_range_lower,ref_range_upper,flag
            1,11,50912,2131-01-03 06:00:00,2.1,0.4,1.1,abnormal
            1,11,50912,2131-01-02 06:00:00,1.9,0.4,1.1,abnormal
            1,11,50912,2131-01-05 06:00:00,0.9,0.4,1.1,
            1,,50983,2131-01-02 05:00:00,120,133,145,abnormal
            1,,50983,2131-02-02 05:00:00,120,133,145,abnormal
            1,11,51000,2131-01-02 01:00:00,,,,abnormal
            1,11,51001,2131-01-02 05:00:00,7,,,
            7,77,51001,2131-01-02 05:00:00,7,1,9,
            """;

        var known = await Import.KnownAsync("mimic4", _tiny.Write(), "11", _ct);
        var (_, receipt) = await Import.RunAsync("mimic4", _tiny.Root, _ct);

        Assert.Equal(
            [
                ("Laboratory Local:50912 high", new DateTime(2131, 1, 2, 6, 0, 0)), ("Laboratory Local:50912 normal", new DateTime(2131, 1, 5, 6, 0, 0)),
                ("Laboratory Local:50983 low", new DateTime(2131, 1, 2, 5, 0, 0)), ("Laboratory Local:51000 abnormal", new DateTime(2131, 1, 2, 3, 4, 5)),
            ],
            known.Where(code => code.Key.StartsWith("Laboratory", StringComparison.Ordinal)).Select(code => (code.Key, code.Value!.Value)));
        Assert.Equal(
            [("neither a flag nor a number with a reference range", 1L), ("no usable visit", 1L), ("outside any admission", 1L)],
            receipt.Tables.Single(table => table.Table == "labevents").Dropped.Select(drop => (drop.Reason, drop.Rows)).Order());
    }

    [Fact]
    public async Task Intensive_care_gives_its_first_unit_and_its_procedures_by_name()
    {
        _tiny.Write();
        var icu = _tiny.Root.CreateSubdirectory("icu").FullName;
        await File.WriteAllTextAsync(Path.Combine(icu, "ICUSTAYS.csv"), "subject_id,hadm_id,first_careunit,intime\n1,11,MICU,2131-01-04 00:00:00\n1,11,SICU,2131-01-03 00:00:00\n", _ct);
        await File.WriteAllTextAsync(Path.Combine(icu, "procedureevents.csv"), "subject_id,hadm_id,starttime,itemid\n1,11,2131-01-03 01:00:00,225792\n1,11,2131-01-03 01:00:00,1\n", _ct);
        await File.WriteAllTextAsync(Path.Combine(icu, "d_items.csv"), "itemid,label\n225792,Invasive Ventilation\n", _ct);

        var known = await Import.KnownAsync("mimic4", _tiny.Root, "11", _ct);
        var (_, receipt) = await Import.RunAsync("mimic4", _tiny.Root, _ct);

        Assert.Equal(new DateTime(2131, 1, 3), known["Unit Local:SICU"]);
        Assert.DoesNotContain("Unit Local:MICU", known.Keys);
        Assert.Equal(new DateTime(2131, 1, 3, 1, 0, 0), known["Procedure Local:Invasive Ventilation"]);
        Assert.Equal(new DroppedRows("item without a name", 1), receipt.Tables.Single(table => table.Table == "procedureevents").Dropped.Single());
        Assert.All(receipt.Tables, table => Assert.Equal(table.Rows, table.Used + table.Dropped.Sum(drop => drop.Rows)));
    }

    [Fact]
    public async Task Codes_that_left_with_their_visits_are_counted()
    {
        var (_, receipt) = await Import.RunAsync("mimic4", _tiny.Write(), _ct, criteria: new() { MinVisits = 2 });

        // Visit 21: E119, furosemide, age, sex, admission type.
        var drop = receipt.CriterionDrops.Single(drop => drop.Visits > 0);
        Assert.Equal((1, 1, 5L), (drop.Patients, drop.Visits, drop.Codes));
        Assert.Contains(new DroppedCodes(CodeKind.Diagnosis, 1), drop.Kinds);
        await CohortBuilderTests.CodesAddUpAsync("mimic4", _tiny.Root, receipt, _ct);
    }

    [Fact]
    public async Task A_map_of_the_users_replaces_the_shipped_one()
    {
        var root = _tiny.Write();
        await File.WriteAllTextAsync(_tiny.File("map.csv").FullName, "drug,atc5\nno such drug,N02BE01\n\"No  such drug, at all\",C09AA05|C03AA03\n", _ct);

        var (cohort, receipt) = await Import.RunAsync("mimic4", root, _ct, new ImportOptions { DrugMapFile = _tiny.File("map.csv") });

        Assert.Equal([Code.Atc("C03AA03"), Code.Atc("C09AA05")], cohort.Patients.Single().Visits.Single().Medications);
        Assert.Equal((1, 4), (receipt.Coverage.Single().Mapped, receipt.Coverage.Single().Unmapped));
    }
}
