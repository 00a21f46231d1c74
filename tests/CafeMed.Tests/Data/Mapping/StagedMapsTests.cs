using CafeMed.Data;

namespace CafeMed.Tests.Data.Mapping;

public sealed class StagedMapsTests : IDisposable
{
    private const string Header = "from_system,from_code,to_system,to_code\n";

    private readonly TempFolder _place = new();
    private readonly TinyMimic _mimic = new();

    public void Dispose()
    {
        _place.Dispose();
        _mimic.Dispose();
    }

    [Fact]
    public void A_drug_in_another_hospitals_words_is_found_by_the_join_of_a_script()
    {
        using var store = new DuckStore();
        store.Execute("create temp table rx as select unnest(['Lisinopril-HCTZ  20-12.5 mg tab', 'Warfarin', 'lisinopril-hctz 20-12.5 MG tab', null, 'nothing']) as drug", TestContext.Current.CancellationToken);

        new CodeMaps().Stage(store).Names("select drug, count(*) from rx group by all");

        var rows = store.Query("select drug, atc from rx left join drug_map on name = name_of(drug) order by all").Select(row => $"{row[0]}={row[1]}");
        Assert.Equal(
            ["Lisinopril-HCTZ  20-12.5 mg tab=C03AA03", "Lisinopril-HCTZ  20-12.5 mg tab=C09AA03", "Warfarin=B01AA03", "lisinopril-hctz 20-12.5 MG tab=C03AA03", "lisinopril-hctz 20-12.5 MG tab=C09AA03", "nothing=", "="],
            rows);
    }

    [Fact]
    public void Codes_are_found_as_the_rows_have_them()
    {
        using var store = new DuckStore();
        store.Execute("create temp table rx as select unnest(['71015523', '00071-0155-23', 'junk', '0']) as ndc", TestContext.Current.CancellationToken);

        new CodeMaps().Stage(store).Codes(CodeSystem.Ndc, "select ndc, count(*) from rx group by all");

        Assert.Equal(["00071-0155-23", "71015523"], store.Query("select code from code_map where system = 'Ndc' and atc = 'C10AA05' order by 1").Select(row => (string)row[0]!));
        Assert.Equal(2L, Convert.ToInt64(store.Query("select count(*) from code_map").Single()[0]));
    }

    [Fact]
    public async Task The_receipt_names_the_users_map_and_how_many_rows_it_changed()
    {
        var map = _place.Write("own.csv", Header + "Name,No such drug; at all,Atc,C09AA05\nName,ASPIRIN,Atc,N02BA01\nName,Furosemide,Atc,C03CA01\nName,never met,Atc,C09AA05\n");
        _mimic["prescriptions"] = "hadm_id,drug_type,drug\n11,MAIN,Aspirin\n11,MAIN,aspirin\n12,MAIN,Metoprolol\n21,ADDITIVE,Furosemide\n12,MAIN,No such drug; at all";

        var (cohort, receipt) = await RunAsync(new() { MapFiles = [map] });

        var own = receipt.Maps.Single(used => used.Name == map.FullName);
        Assert.Equal(("own", 4, 3L), (own.Version, own.Entries, own.Rows));
        Assert.Equal(MapFile.Read(map).Sha256, own.Sha256);
        Assert.Contains(receipt.Maps, used => used.Name == "drug-strings" && used.Rows is null && used.Sha256.Length == 64);
        var drugs = cohort.Patients.SelectMany(patient => patient.Visits).SelectMany(visit => visit.Medications).ToList();
        Assert.Contains(Code.Atc("N02BA01"), drugs);
        Assert.Contains(Code.Atc("C09AA05"), drugs);
        Assert.DoesNotContain(Code.Atc("B01AC06"), drugs);
        Assert.Equal(1, receipt.Coverage.Single().Share);
        Assert.Equal(receipt.ToJson(), CohortReceipt.FromJson(receipt.ToJson()).ToJson());
    }

    [Fact]
    public async Task ICD_stays_as_it_is_unless_asked()
    {
        var (cohort, receipt) = await RunAsync(new());

        Assert.Contains(new Code(CodeSystem.Icd9Cm, "4139"), Diagnoses(cohort));
        Assert.DoesNotContain(receipt.Maps, map => map.Name.StartsWith("gem-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ICD_9_becomes_ICD_10_by_option_with_all_targets_and_what_has_none_stays_and_is_counted()
    {
        _mimic["diagnoses_icd"] = "hadm_id,icd_code,icd_version\n11,4139,9\n11,0730,9\n11,E9342,9\n12,I2510,10\n21,E119,10";

        var (cohort, receipt) = await RunAsync(new() { IcdEdition = 10 });

        Assert.Equal(["Icd10Cm:A70", "Icd10Cm:E119", "Icd10Cm:I2510", "Icd10Cm:I208", "Icd10Cm:I209", "Icd10Cm:J17", "Icd9Cm:E9342"], Diagnoses(cohort).Select(code => code.ToString()).Order(StringComparer.Ordinal).OrderBy(text => text.Replace("I2510", "I2")));
        var coverage = receipt.Coverage.Single(table => table.Table == "diagnoses_icd");
        Assert.Equal((2L, 1L, "codes mapped to ICD-10"), (coverage.Mapped, coverage.Unmapped, coverage.What));
        Assert.Equal(new UnmappedDrug("E9342", 1), coverage.Top.Single());
        Assert.Contains(receipt.Maps, map => map.Name == "gem-diagnoses");
        Assert.All(receipt.Tables, table => Assert.Equal(table.Rows, table.Used + table.Dropped.Sum(drop => drop.Rows)));
    }

    [Fact]
    public async Task ICD_10_becomes_ICD_9_by_option()
    {
        var (cohort, _) = await RunAsync(new() { IcdEdition = 9 });

        Assert.All(Diagnoses(cohort), code => Assert.Equal(CodeSystem.Icd9Cm, code.System));
        Assert.Contains(new Code(CodeSystem.Icd9Cm, "25000"), Diagnoses(cohort));
    }

    [Fact]
    public async Task A_users_map_goes_before_the_GEMs_and_needs_no_option()
    {
        var map = _place.Write("own.csv", Header + "Icd9Cm,4139,Icd10Cm,I24.9\n");

        var (plain, receipt) = await RunAsync(new() { MapFiles = [map] });
        var (both, _) = await RunAsync(new() { MapFiles = [map], IcdEdition = 10 });

        Assert.Equal(1L, receipt.Maps.Single(used => used.Name == map.FullName).Rows);
        Assert.Contains(new Code(CodeSystem.Icd10Cm, "I249"), Diagnoses(plain));
        Assert.Contains(new Code(CodeSystem.Icd9Cm, "0030"), Diagnoses(plain));
        Assert.Contains(new Code(CodeSystem.Icd10Cm, "I249"), Diagnoses(both));
        Assert.DoesNotContain(new Code(CodeSystem.Icd10Cm, "I209"), Diagnoses(both));
        Assert.DoesNotContain(new Code(CodeSystem.Icd9Cm, "0030"), Diagnoses(both));
    }

    private Task<(Cohort Cohort, CohortReceipt Receipt)> RunAsync(ImportOptions options) =>
        Import.RunAsync("mimic4", _mimic.Write(), TestContext.Current.CancellationToken, options);

    private static HashSet<Code> Diagnoses(Cohort cohort) => [.. cohort.Patients.SelectMany(patient => patient.Visits).SelectMany(visit => visit.Diagnoses)];
}
