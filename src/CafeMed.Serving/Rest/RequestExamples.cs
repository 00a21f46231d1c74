using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace CafeMed.Serving.Rest;

/// <summary>A request to try for every operation that takes one; a test sends each.</summary>
internal static class RequestExamples
{
    private const string Patient = """
        {"id":"example","visits":[
          {"id":"2024","startedAt":"2024-02-01T08:00:00","endedAt":"2024-02-09T12:00:00","codes":{"diagnosis":["Icd10Cm:I4891"],"medication":["Atc:B01AA03"]}},
          {"id":"2025","startedAt":"2025-05-03T10:00:00","codes":{"age":["Local:70-79"],"sex":["Local:F"],"diagnosis":["Icd10Cm:I509","Icd10Cm:N179"],"allergy":["Local:penicillin"]}}]}
        """;

    private const string Bundle = """
        {"resourceType":"Bundle","type":"collection","entry":[
          {"resource":{"resourceType":"Patient","id":"p","gender":"female","birthDate":"1950-04-01"}},
          {"resource":{"resourceType":"Encounter","id":"e","status":"in-progress","class":{"code":"IMP"},"subject":{"reference":"Patient/p"},"period":{"start":"2025-05-03T10:00:00Z"}}},
          {"resource":{"resourceType":"Condition","id":"c","subject":{"reference":"Patient/p"},"encounter":{"reference":"Encounter/e"},"code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"I50.9"}]}}}]}
        """;

    private const string Order = """
        {"hook":"order-select","hookInstance":"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea","context":{"userId":"Practitioner/u","patientId":"p","selections":["MedicationRequest/d"],
          "draftOrders":{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"MedicationRequest","id":"d","status":"draft","intent":"order","subject":{"reference":"Patient/p"},"medicationCodeableConcept":{"text":"ibuprofen"}}}]}},
         "prefetch":{"medications":{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"MedicationRequest","id":"m","status":"active","intent":"order","subject":{"reference":"Patient/p"},"medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"11289"}]}}}]},
          "statements":null,"allergies":null,"conditions":null}}
        """;

    /// <summary>Adds them to the description.</summary>
    public static void Add(OpenApiDocument document)
    {
        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>()))
            foreach (var (type, content) in operation.RequestBody?.Content ?? new Dictionary<string, OpenApiMediaType>())
                if (Of(operation.OperationId, type) is { } example)
                    content.Example = JsonNode.Parse(example);
    }

    private static string? Of(string? operation, string type) => (operation, type) switch
    {
        ("recommend", RestEndpoints.Fhir) => Bundle,
        ("recommend", _) => $$"""{"patient":{{Patient}},"safe":true,"maxBurden":20,"objective":"expected-jaccard"}""",
        ("whatIf", _) => $$"""{"patient":{{Patient}},"changes":[{"change":"remove-code","kind":"diagnosis","code":"Icd10Cm:N179"},{"change":"add-drug","drug":"ibuprofen"}]}""",
        ("check", _) => """{"drugs":["warfarin","Advil","Atc:C10AA01"],"allergies":["penicillin"],"diagnoses":["N18.6"]}""",
        ("cdsService", _) => Order,
        ("cdsFeedback", _) => """{"feedback":[{"card":"4e0a3a1e-3283-4575-ab82-028d55fe2719","outcome":"overridden","overrideReason":{"reason":{"code":"benefit-outweighs-risk"}},"outcomeTimestamp":"2025-05-03T10:00:00Z"}]}""",
        _ => null,
    };
}
