using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace CafeMed.Tests.Serving;

/// <summary>Damages good requests: bytes, JSON values and members, headers, tokens, paths. One seed is one request.</summary>
internal sealed class RequestFuzz(IEnumerable<(string Path, string Type, string Body)> seeds)
{
    private static readonly string[] s_odd =
    [
        "null", "0", "-1", "1e308", "9007199254740993", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "[]", "{}", "[[[[]]]]", "true", "\"9999-12-31\"", "\"0001-01-01\"", "\"2020-13-45\"", "\"../../etc/passwd\"",
        "\"urn:uuid:\"", "\"#\"", "\"Patient/\"", "\"'; drop table audit; --\"", "\"<script>alert(1)</script>\"", "\"\\u202e\"", "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Bundle\"}}]}",
    ];

    private readonly (string Path, string Type, string Body)[] _seeds = [.. seeds];

    /// <summary>Good requests.</summary>
    public static IEnumerable<(string Path, string Type, string Body)> Seeds(string patient, string id)
    {
        const string prefetch = """
            "patient":{"resourceType":"Patient","id":"p","gender":"female","birthDate":"1950-05-01"},
            "encounters":{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Encounter","id":"e1","status":"in-progress","class":{"code":"IMP"},"partOf":{"reference":"Encounter/e0"},"subject":{"reference":"Patient/p"},"period":{"start":"2020-01-01T10:00:00Z","end":"2020-01-05"}}}]},
            "conditions":{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Condition","id":"c","clinicalStatus":{"coding":[{"code":"active"}]},"onsetDateTime":"2019-02-29","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"I50.9"}],"text":"x"}}}]},
            "medications":{"resourceType":"Bundle","entry":[{"fullUrl":"urn:uuid:1","resource":{"resourceType":"MedicationRequest","id":"m","status":"active","intent":"order","authoredOn":"2020-01-02","subject":{"reference":"Patient/p"},"medicationReference":{"reference":"#x"},"contained":[{"resourceType":"Medication","id":"x","code":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"11289"}]}}]}}]},
            "allergies":{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"AllergyIntolerance","patient":{"reference":"Patient/p"},"code":{"text":"penicillin"},"recordedDate":"2018"}}]},
            "laboratory":{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Observation","status":"final","category":[{"coding":[{"code":"laboratory"}]}],"code":{"coding":[{"system":"http://loinc.org","code":"2160-0"}]},"interpretation":[{"coding":[{"code":"H"}]}],"effectiveDateTime":"2020-01-03","subject":{"reference":"Patient/p"}}}]}
            """;
        yield return ("/v1/recommendations?safe=true", "application/json", patient);
        yield return ("/v1/recommendations", "application/json", $$"""{"patient":{{patient}},"safe":false,"maxBurden":3,"objective":"log-odds"}""");
        yield return ("/v1/recommendations", "application/fhir+json", """{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"p","gender":"male","birthDate":"1950-05-01"}},{"resource":{"resourceType":"Encounter","id":"e1","status":"finished","class":{"code":"IMP"},"subject":{"reference":"Patient/p"},"period":{"start":"2020-01-01","end":"2020-01-05"}}}]}""");
        yield return ("/v1/what-if", "application/json", $$"""{"patient":{{patient}},"changes":[{"change":"add-drug","drug":"ibuprofen"},{"change":"remove-code","kind":"diagnosis","code":"Icd10Cm:I509"},{"change":"set-allergy","allergy":"penicillin"}]}""");
        yield return ("/v1/checks", "application/json", """{"drugs":["warfarin","ibuprofen 400 mg","00000000000","RxCUI:11289"],"allergies":["penicillin"],"diagnoses":["N18.6"]}""");
        yield return ("/cds-services/patient-view", "application/json", $$$"""{"hook":"patient-view","hookInstance":"i","context":{"patientId":"p","encounterId":"e1"},"prefetch":{ {{{prefetch}}} }}""");
        yield return ("/cds-services/order-select", "application/json", Order("order-select", "ibuprofen", prefetch));
        yield return ("/cds-services/order-sign", "application/json", Order("order-sign", "simvastatin", prefetch));
        yield return ("/cds-services/order-sign/feedback", "application/json", """{"feedback":[{"card":"74952a01-e7ea-81ba-9525-309d83339f32","outcome":"overridden","overrideReason":{"reason":{"code":"other"},"userComment":"x"},"outcomeTimestamp":"2026-11-23T10:00:00Z"}]}""");
        yield return ($"/v1/patients/{id}", "application/json", "{}");
    }

    private static string Order(string hook, string drug, string prefetch) => $$$"""
        {"hook":"{{{hook}}}","hookInstance":"i","context":{"userId":"Practitioner/u","patientId":"p","selections":["MedicationRequest/d1"],
         "draftOrders":{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"MedicationRequest","id":"d1","status":"draft","medicationCodeableConcept":{"text":"{{{drug}}}"} } }]} },"prefetch":{ {{{prefetch}}} } }
        """;

    /// <summary>The damaged request of a seed.</summary>
    public HttpRequestMessage Next(int seed)
    {
        var random = new Random(seed);
        var (path, type, body) = _seeds[random.Next(_seeds.Length)];
        var bytes = random.Next(4) == 0 ? Bytes(Encoding.UTF8.GetBytes(body), random) : Encoding.UTF8.GetBytes(Values(body, random));
        var method = random.Next(20) == 0 ? HttpMethod.Put : HttpMethod.Post;
        if (random.Next(15) == 0)
            path += random.Next(3) switch { 0 => "/%00%ff", 1 => "?a=%zz&safe=maybe", _ => "/../" + new string('x', random.Next(300)) };
        var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(bytes) };
        if (random.Next(12) != 0)
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(random.Next(20) == 0 ? "application/json; charset=utf-16" : type);
        if (random.Next(8) == 0)
            request.Headers.TryAddWithoutValidation("Authorization", random.Next(2) == 0 ? "Bearer " + Convert.ToBase64String(bytes.AsSpan(0, Math.Min(60, bytes.Length))) : "Basic x");
        if (random.Next(10) == 0)
            request.Headers.TryAddWithoutValidation("Origin", "https://" + random.Next() + ".example.org");
        if (random.Next(25) == 0)
            request.Content.Headers.ContentEncoding.Add("gzip");
        if (random.Next(25) == 0)
            request.Headers.TryAddWithoutValidation("X-" + random.Next(), new string('y', random.Next(2000)));
        return request;
    }

    private static byte[] Bytes(byte[] body, Random random)
    {
        var damaged = body.ToList();
        for (var i = random.Next(1, 6); i > 0 && damaged.Count > 1; i--)
        {
            var at = random.Next(damaged.Count);
            switch (random.Next(4))
            {
                case 0:
                    damaged[at] = (byte)random.Next(256);
                    break;
                case 1:
                    damaged.RemoveRange(at, Math.Min(random.Next(1, 40), damaged.Count - at));
                    break;
                case 2:
                    damaged.InsertRange(at, damaged.GetRange(at, Math.Min(40, damaged.Count - at)));
                    break;
                default:
                    damaged.RemoveRange(at, damaged.Count - at);
                    break;
            }
        }
        return [.. damaged];
    }

    // Every value of the document has a place; some of them become something odd, are renamed, or go.
    private static string Values(string body, Random random)
    {
        var text = body;
        for (var i = random.Next(0, 4); i > 0; i--)
        {
            var root = JsonNode.Parse(text)!;
            var places = new List<JsonNode>();
            Collect(root, places);
            var at = places[random.Next(places.Count)];
            if (at == root)
                continue;
            var mark = $"mark-{random.Next()}";
            if (at.Parent is JsonObject parent)
            {
                var name = at.GetPropertyName();
                parent.Remove(name);
                if (random.Next(5) != 0)
                    parent[random.Next(6) == 0 ? name + "x" : name] = mark;
            }
            else
                at.ReplaceWith(mark);
            text = root.ToJsonString().Replace($"\"{mark}\"", s_odd[random.Next(s_odd.Length)], StringComparison.Ordinal);
            if (!IsWhole(text))
                break;
        }
        return text;
    }

    private static bool IsWhole(string text)
    {
        try
        {
            return JsonNode.Parse(text)?.ToJsonString() is not null;
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static void Collect(JsonNode node, List<JsonNode> places)
    {
        places.Add(node);
        if (node is JsonObject members)
            foreach (var member in members.Where(member => member.Value is not null).ToArray())
                Collect(member.Value!, places);
        if (node is JsonArray items)
            foreach (var item in items.Where(item => item is not null).ToArray())
                Collect(item!, places);
    }
}
