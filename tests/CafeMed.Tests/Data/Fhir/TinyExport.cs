using System.Text.Json.Nodes;
using CafeMed.Data;

namespace CafeMed.Tests.Data.Fhir;

/// <summary>A small FHIR export: resources by hand, written as lines or as a Bundle.</summary>
internal sealed class TinyExport : IDisposable
{
    private readonly TempFolder _folder = new();

    public List<string> Resources { get; } =
    [
        """{"resourceType":"Patient","id":"p1","birthDate":"1950-06-15","gender":"female"}""",
        """{"resourceType":"Encounter","id":"e1","status":"finished","class":{"code":"IMP"},"type":[{"text":"Hospital admission"}],"subject":{"reference":"Patient/p1"},"period":{"start":"2020-01-10T08:00:00Z","end":"2020-01-14T12:00:00Z"},"serviceProvider":{"reference":"Organization/o1"},"location":[{"location":{"reference":"Location/icu"}}],"reasonCode":[{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"I50.9"}]}]}""",
        """{"resourceType":"Encounter","id":"e2","status":"finished","class":{"code":"AMB"},"subject":{"reference":"https://server/fhir/Patient/p1/_history/2"},"period":{"start":"2021-03-01T09:00:00+01:00","end":"2021-03-01T09:30:00+01:00"}}""",
        """{"resourceType":"Condition","id":"c1","clinicalStatus":{"coding":[{"code":"active"}]},"code":{"coding":[{"system":"http://snomed.info/sct","code":"44054006"},{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"e11.9"}]},"subject":{"reference":"Patient/p1"},"encounter":{"reference":"Encounter/e1"},"onsetDateTime":"2020-01-10","recordedDate":"2020-01-11T10:00:00Z"}""",
        """{"resourceType":"Condition","id":"c2","code":{"coding":[{"system":"http://snomed.info/sct","code":"38341003","display":"Hypertension"}]},"subject":{"reference":"Patient/p1"},"encounter":{"reference":"Encounter/e2"},"recordedDate":"2021-03-01T09:10:00+01:00"}""",
        """{"resourceType":"Procedure","id":"r1","status":"completed","code":{"coding":[{"system":"http://www.cms.gov/Medicare/Coding/ICD10","code":"02HV33Z"}]},"subject":{"reference":"Patient/p1"},"performedPeriod":{"start":"2020-01-12"}}""",
        """{"resourceType":"MedicationRequest","id":"m1","status":"active","intent":"order","medicationCodeableConcept":{"coding":[{"system":"http://www.whocc.no/atc","code":"C09AA05"}]},"subject":{"reference":"Patient/p1"},"encounter":{"reference":"Encounter/e1"},"authoredOn":"2020-01-10T09:00:00Z"}""",
        """{"resourceType":"MedicationAdministration","id":"m2","status":"completed","medicationReference":{"reference":"Medication/d1"},"subject":{"reference":"Patient/p1"},"context":{"reference":"Encounter/e2"},"effectiveDateTime":"2021-03-01T08:10:00Z"}""",
        """{"resourceType":"Medication","id":"d1","code":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"6809","display":"metformin"}]}}""",
        """{"resourceType":"MedicationStatement","id":"m3","status":"active","contained":[{"resourceType":"Medication","id":"in","code":{"text":"Warfarin"}}],"medicationReference":{"reference":"#in"},"subject":{"reference":"Patient/p1"},"context":{"reference":"Encounter/e1"},"dateAsserted":"2020-01-10T08:05:00Z"}""",
        """{"resourceType":"AllergyIntolerance","id":"a1","code":{"text":"Latex"},"patient":{"reference":"Patient/p1"},"recordedDate":"2020-06-01"}""",
        """{"resourceType":"Observation","id":"o1","status":"final","category":[{"coding":[{"code":"laboratory"}]}],"code":{"coding":[{"system":"http://loinc.org","code":"2160-0"}]},"interpretation":[{"coding":[{"code":"HH"}]}],"subject":{"reference":"Patient/p1"},"encounter":{"reference":"Encounter/e1"},"effectiveDateTime":"2020-01-11T06:00:00Z","issued":"2020-01-11T07:00:00Z"}""",
    ];

    public DirectoryInfo Root => _folder.Root;

    public FileInfo File(string name) => _folder.File(name);

    public TinyExport Write(string name, string text)
    {
        _folder.Write(name, text);
        return this;
    }

    /// <summary>The resource with this identifier, changed.</summary>
    public void Change(string id, Action<JsonNode> change)
    {
        var place = Resources.FindIndex(text => (string?)JsonNode.Parse(text)!["id"] == id);
        var node = JsonNode.Parse(Resources[place])!;
        change(node);
        Resources[place] = node.ToJsonString();
    }

    public string Lines() => string.Join('\n', Resources) + "\n";

    public string Bundle() =>
        $$"""{ "resourceType": "Bundle", "type": "collection", "entry": [ {{string.Join(",\n", Resources.Select(text => $$"""{ "fullUrl": "https://server/fhir/x", "resource": {{text}} }"""))}} ] }""";

    public async Task<(Cohort Cohort, CohortReceipt Receipt)> ImportAsync(string text, string name = "all.ndjson")
    {
        Write(name, text);
        return await Import.RunAsync("fhir", Root, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _folder.Dispose();
}
