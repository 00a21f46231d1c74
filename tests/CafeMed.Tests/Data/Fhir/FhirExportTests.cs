using System.Text.Json.Nodes;
using CafeMed.Data;

namespace CafeMed.Tests.Data.Fhir;

public sealed class FhirExportTests : IDisposable
{
    private readonly TinyExport _tiny = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public void Dispose() => _tiny.Dispose();

    [Theory]
    [InlineData("all.ndjson", false)]
    [InlineData("all.json", true)]
    public async Task Encounters_become_visits_with_codes_of_the_preferred_systems(string name, bool bundle)
    {
        var (cohort, _) = await _tiny.ImportAsync(bundle ? _tiny.Bundle() : _tiny.Lines(), name);

        var patient = cohort.Patients.Single();
        Assert.Equal(["e1", "e2"], patient.Visits.Select(visit => visit.Id));
        var (stay, clinic) = (patient.Visits[0], patient.Visits[1]);
        Assert.Equal((new DateTime(2020, 1, 10, 8, 0, 0), new DateTime(2021, 3, 1, 8, 0, 0)), (stay.StartedAt, clinic.StartedAt));
        Assert.Equal([new(CodeSystem.Icd10Cm, "E119")], stay.Diagnoses);
        Assert.Equal([new(CodeSystem.Snomed, "38341003")], clinic.Diagnoses);
        Assert.Equal([new(CodeSystem.Icd10Pcs, "02HV33Z")], stay.Procedures);
        Assert.Equal([Code.Atc("C09AA05")], stay.Medications);
        Assert.Equal([Code.Atc("A10BA02")], clinic.Medications);
    }

    [Fact]
    public async Task Context_has_kinds_of_its_own()
    {
        var (cohort, _) = await _tiny.ImportAsync(_tiny.Lines());

        var (stay, clinic) = (cohort.Patients[0].Visits[0], cohort.Patients[0].Visits[1]);
        string Text(Visit visit, CodeKind kind) => string.Join(' ', visit[kind]);
        Assert.Equal(("Local:60-69", "Local:70-79"), (Text(stay, CodeKind.Age), Text(clinic, CodeKind.Age)));
        Assert.Equal("Local:F", Text(stay, CodeKind.Sex));
        Assert.Equal("Local:class IMP Local:type Hospital admission", Text(stay, CodeKind.AdmissionType));
        Assert.Equal(("Local:o1", "Local:icu"), (Text(stay, CodeKind.Site), Text(stay, CodeKind.Unit)));
        Assert.Equal("Icd10Cm:I509", Text(stay, CodeKind.AdmissionDiagnosis));
        Assert.Equal("Atc:B01AA03", Text(stay, CodeKind.AdmissionDrug));
        Assert.Equal("Loinc:2160-0 high", Text(stay, CodeKind.Laboratory));
        Assert.Equal(("", "Icd10Cm:E119"), (Text(stay, CodeKind.PastHistory), Text(clinic, CodeKind.PastHistory)));
        Assert.Equal(("", "Local:Latex"), (Text(stay, CodeKind.Allergy), Text(clinic, CodeKind.Allergy)));
    }

    [Fact]
    public async Task Codes_say_when_they_became_known()
    {
        _tiny.Write("all.ndjson", _tiny.Lines());
        var events = new List<ClinicalEvent>();
        await foreach (var line in Import.Connectors.Create("fhir").ReadAsync(_tiny.Root, new(), new ReceiptBuilder(), _ct))
            events.Add(line);

        DateTime? Known(CodeKind kind) => events.First(line => line.Kind == kind).KnownAt;
        Assert.Equal(new DateTime(2020, 1, 11, 10, 0, 0), Known(CodeKind.Diagnosis));
        Assert.Equal(new DateTime(2020, 1, 12, 23, 59, 59), Known(CodeKind.Procedure));
        Assert.Equal(new DateTime(2020, 1, 10, 9, 0, 0), Known(CodeKind.Medication));
        Assert.Equal(new DateTime(2020, 1, 11, 7, 0, 0), Known(CodeKind.Laboratory));
        Assert.Equal(new DateTime(2020, 6, 1, 23, 59, 59), Known(CodeKind.Allergy));
        Assert.Equal(new DateTime(2020, 1, 10, 8, 0, 0), Known(CodeKind.Age));
    }

    [Fact]
    public async Task Order_file_and_packing_do_not_matter()
    {
        var (cohort, _) = await _tiny.ImportAsync(_tiny.Lines());
        using var other = new TinyExport();
        other.Resources.Reverse();
        other.Write("b.json", $$"""{"entry":[{"resource":{{other.Resources[0]}}}],"resourceType":"Bundle"}""").Write("z/c.json", other.Resources[1]);
        other.Write("a.ndjson", "\uFEFF" + string.Join("\r\n\r\n", other.Resources.Skip(2)));

        var (same, _) = await Import.RunAsync("fhir", other.Root, _ct);

        Assert.Equal(cohort.Patients.AsSpan(), same.Patients.AsSpan());
    }

    [Fact]
    public async Task One_file_will_do_as_root()
    {
        _tiny.Write("all.ndjson", _tiny.Lines()).Write("other.json", "not read");

        var (cohort, receipt) = await Import.RunAsync("fhir", new DirectoryInfo(_tiny.File("all.ndjson").FullName), _ct);

        Assert.Equal(2, cohort.VisitCount);
        Assert.Equal("all.ndjson", receipt.Files.Single().Name);
    }

    [Fact]
    public async Task References_by_the_URL_of_an_entry_are_resolved()
    {
        var json = """
            {"resourceType":"Bundle","entry":[
              {"fullUrl":"urn:uuid:aaa","resource":{"resourceType":"Patient","id":"p9","gender":"male"}},
              {"fullUrl":"urn:uuid:bbb","resource":{"resourceType":"Encounter","id":"e9","status":"finished","class":{"code":"AMB"},"subject":{"reference":"urn:uuid:aaa"},"period":{"start":"2020-02-02"}}},
              {"resource":{"resourceType":"Condition","code":{"text":"Cough"},"subject":{"reference":"urn:uuid:aaa"},"encounter":{"reference":"urn:uuid:bbb"}}},
              {"resource":{"resourceType":"MedicationRequest","medicationCodeableConcept":{"text":"aspirin"},"subject":{"reference":"Patient/p9"},"encounter":{"reference":"Encounter/e9"}}}]}
            """;

        var (cohort, _) = await _tiny.ImportAsync(json, "one.json");

        Assert.Equal(("p9", "e9"), (cohort.Patients.Single().Id, cohort.Patients.Single().Visits.Single().Id));
        Assert.Equal("Local:Cough", cohort.Patients.Single().Visits.Single().Diagnoses.Single().ToString());
        Assert.Equal("Local:M", cohort.Patients.Single().Visits.Single()[CodeKind.Sex].Single().ToString());
    }

    public static TheoryData<string, string, string, string> Dropped => new()
    {
        { "e2", "status", "cancelled", "status cancelled" },
        { "c2", "recordedDate", "", "" },
        { "r1", "performedPeriod", "", "no encounter and no time" },
        { "r1", "status", "not-done", "status not-done" },
        { "m1", "intent", "proposal", "intent proposal" },
        { "m1", "status", "entered-in-error", "status entered-in-error" },
        { "o1", "interpretation", "", "no interpretation as low, normal or high" },
        { "o1", "category", "", "no laboratory result" },
        { "e2", "period", "", "no start of its period" },
        { "e2", "subject", "", "no patient" },
        { "c2", "code", "", "no code and no text" },
        { "d1", "code", "", "" },
    };

    [Theory, MemberData(nameof(Dropped))]
    public async Task What_is_not_used_is_counted_with_its_reason(string id, string field, string value, string reason)
    {
        _tiny.Change(id, node =>
        {
            if (value.Length > 0)
                node[field] = value;
            else
                node.AsObject().Remove(field);
        });

        var (_, receipt) = await _tiny.ImportAsync(_tiny.Lines());

        Assert.All(receipt.Tables, table => Assert.Equal(table.Rows, table.Used + table.Dropped.Sum(drop => drop.Rows)));
        if (reason.Length > 0)
            Assert.Contains(receipt.Tables.SelectMany(table => table.Dropped), drop => drop == new DroppedRows(reason, 1));
    }

    [Fact]
    public async Task A_resource_without_encounter_goes_to_the_one_that_holds_its_time_or_is_dropped()
    {
        _tiny.Change("r1", node => node["performedPeriod"] = new JsonObject { ["start"] = "2020-02" });

        var (cohort, receipt) = await _tiny.ImportAsync(_tiny.Lines());

        Assert.Empty(cohort.Patients[0].Visits[0].Procedures);
        Assert.Contains(new DroppedRows("no encounter of the patient holds its time", 1), receipt.Tables.Single(table => table.Table == "Procedure").Dropped);
    }

    [Fact]
    public async Task A_part_of_an_encounter_belongs_to_the_whole()
    {
        _tiny.Resources.Add("""{"resourceType":"Encounter","id":"part","status":"finished","class":{"code":"ACUTE"},"partOf":{"reference":"Encounter/e1"},"subject":{"reference":"Patient/p1"},"period":{"start":"2020-01-11T08:00:00Z"}}""");
        _tiny.Change("m1", node => node["encounter"]!["reference"] = "Encounter/part");

        var (cohort, _) = await _tiny.ImportAsync(_tiny.Lines());

        Assert.Equal(["e1", "e2"], cohort.Patients.Single().Visits.Select(visit => visit.Id));
        Assert.Equal([Code.Atc("C09AA05")], cohort.Patients.Single().Visits[0].Medications);
    }

    [Fact]
    public async Task A_later_version_of_a_resource_replaces_the_earlier_one()
    {
        _tiny.Resources.Add("""{"resourceType":"Condition","id":"c2","meta":{"lastUpdated":"2022-01-01T00:00:00Z"},"code":{"text":"Gout"},"subject":{"reference":"Patient/p1"},"encounter":{"reference":"Encounter/e2"}}""");
        _tiny.Resources.Reverse();

        var (cohort, receipt) = await _tiny.ImportAsync(_tiny.Lines());

        Assert.Equal("Local:Gout", cohort.Patients[0].Visits[1].Diagnoses.Single().ToString());
        Assert.Contains(new DroppedRows("listed again", 1), receipt.Tables.Single(table => table.Table == "Condition").Dropped);
    }

    [Fact]
    public async Task A_drug_that_no_map_knows_is_counted_by_coding_and_name()
    {
        _tiny.Resources.Add("""{"resourceType":"MedicationRequest","medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"1","display":"Zzyzx"}]},"subject":{"reference":"Patient/p1"},"encounter":{"reference":"Encounter/e1"}}""");

        var (_, receipt) = await _tiny.ImportAsync(_tiny.Lines());

        var coverage = receipt.Coverage.Single(table => table.Table == "MedicationRequest");
        Assert.Equal((1, 1, new UnmappedDrug("RxNorm 1 Zzyzx", 1)), (coverage.Mapped, coverage.Unmapped, coverage.Top.Single()));
    }

    [Fact]
    public async Task A_map_of_the_users_turns_SNOMED_into_ICD()
    {
        _tiny.Write("all.ndjson", _tiny.Lines());
        using var place = new TempFolder();
        var map = place.Write("map.csv", "from_system,from_code,to_system,to_code\nSnomed,38341003,Icd10Cm,I10\n");

        var (cohort, receipt) = await Import.RunAsync("fhir", _tiny.Root, _ct, new ImportOptions { MapFiles = [map] });

        Assert.Equal([new(CodeSystem.Icd10Cm, "I10")], cohort.Patients[0].Visits[1].Diagnoses);
        Assert.Contains(receipt.Maps, used => used.Name == "rxnorm-atc");
        Assert.All(receipt.Tables, table => Assert.Equal(table.Rows, table.Used + table.Dropped.Sum(drop => drop.Rows)));
    }

    [Fact]
    public async Task Resources_of_other_types_are_counted_by_their_type()
    {
        _tiny.Resources.AddRange(["""{"resourceType":"Claim","id":"1"}""", """{"id":"2","resourceType":"Claim"}"""]);

        var (_, receipt) = await _tiny.ImportAsync(_tiny.Lines());

        Assert.Equal(new DroppedRows("a resource of this type is not read", 2), receipt.Tables.Single(table => table.Table == "Claim").Dropped.Single());
    }

    [Theory]
    [InlineData("{\"resourceType\":\"Condition\", broken")]
    [InlineData("{\"id\":\"x\"}")]
    [InlineData("[1]")]
    [InlineData("{} {}")]
    public async Task A_broken_line_in_the_middle_is_counted_and_the_rest_is_read(string broken)
    {
        _tiny.Resources.InsertRange(5, Enumerable.Repeat("""{"resourceType":"Claim"}""", 20));
        _tiny.Resources.Insert(15, broken);

        var (cohort, receipt) = await _tiny.ImportAsync(_tiny.Lines());

        Assert.Equal(2, cohort.VisitCount);
        Assert.Equal(1, receipt.Tables.Single(table => table.Table == "unreadable").Rows);
    }

    [Fact]
    public async Task A_broken_line_is_put_aside_with_its_file_line_and_reason()
    {
        _tiny.Resources.InsertRange(5, Enumerable.Repeat("""{"resourceType":"Claim"}""", 20));
        _tiny.Resources.Insert(15, "{\"resourceType\": oops");
        _tiny.Write("all.ndjson", _tiny.Lines());
        using var place = new TempFolder();

        await Import.RunAsync("fhir", _tiny.Root, _ct, new ImportOptions { QuarantineFile = place.File("aside.csv") });

        var lines = await File.ReadAllLinesAsync(place.File("aside.csv").FullName, _ct);
        Assert.Equal("table,file,line,reason,text", lines[0]);
        Assert.StartsWith("resource,\"all.ndjson\",16,\"it is not JSON", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("\"{\"\"resourceType\"\": oops\"", lines[1], StringComparison.Ordinal);
        Assert.Equal(2, lines.Length);
    }

    [Fact]
    public async Task More_than_a_twentieth_of_broken_lines_is_CM1091()
    {
        _tiny.Resources.Insert(3, "oops");

        var fault = (await Assert.ThrowsAsync<CafeMedException>(() => _tiny.ImportAsync(_tiny.Lines()))).Fault;

        Assert.Equal("CM1091", fault.Code);
        Assert.Contains("line 4", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x.json", "", "CM1090")]
    [InlineData("x.ndjson", "", "CM1090")]
    [InlineData("x.json", "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\"}},", "CM1088")]
    [InlineData("x.json", "not json", "CM1088")]
    [InlineData("x.ndjson.gz", "not gzip", "CM1004")]
    [InlineData("x.json", "{\"resourceType\":\"Bundle\",\"entry\":[]}", "CM1008")]
    [InlineData("x.csv", "a,b", "CM1002")]
    public async Task Files_of_another_kind_are_refused(string name, string text, string code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<CafeMedException>(() => _tiny.ImportAsync(text, name))).Fault.Code);

    [Fact]
    public async Task The_Synthea_bundles_have_the_known_resources()
    {
        var root = SharedData.Require("synthea-r4");

        var (cohort, receipt) = await Import.RunAsync("fhir", root, _ct);

        Assert.Equal(7, receipt.Files.Length);
        Assert.Equal(562, receipt.Tables.Sum(table => table.Rows));
        Assert.All(receipt.Tables, table => Assert.Equal(table.Rows, table.Used + table.Dropped.Sum(drop => drop.Rows)));
        (string, long)[] used = [("Condition", 15), ("Encounter", 38), ("MedicationRequest", 8), ("Patient", 6), ("Procedure", 15)];
        Assert.Equal(used, receipt.Tables.Where(table => table.Used > 0).Select(table => (table.Table, table.Used)));
        Assert.Equal((109, 46), (receipt.Tables.Single(table => table.Table == "Organization").Rows, receipt.Tables.Single(table => table.Table == "Claim").Rows));
        Assert.Equal(1, receipt.Coverage.Single().Share);
        Assert.Equal((3, 5), (cohort.Patients.Length, cohort.VisitCount));
    }
}
