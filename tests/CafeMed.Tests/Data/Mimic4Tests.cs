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
        Assert.Equal(new DroppedRows("no such file (optional), so not known from it: the first ward", 0), absent.Dropped.Single());
        Assert.Contains("the first service", receipt.Tables.Single(table => table.Table == "services").Dropped.Single().Reason);
        Assert.DoesNotContain(receipt.Files, file => file.Name.Contains("transfers"));
        Assert.All(cohort.Patients.SelectMany(patient => patient.Visits), visit => Assert.Empty(visit[CodeKind.Unit]));
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
