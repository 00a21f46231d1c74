using System.Text;

namespace CafeMed.Tests.Serving;

public sealed class FuzzTests
{
    private const int Requests = 1000;

    [Fact]
    public async Task A_thousand_damaged_requests_give_no_500()
    {
        await using var server = await TestServer.StartAsync(audit: new StubAudit());
        var fuzz = new RequestFuzz(Seeds());
        var statuses = new SortedDictionary<int, int>();
        for (var seed = 0; seed < Requests; seed++)
        {
            using var request = fuzz.Next(seed);
            var said = request.RequestUri!.OriginalString;
            var answer = await TestServer.Answer.OfAsync(await server.Client.SendAsync(request, TestContext.Current.CancellationToken));
            Assert.True(answer.Status < 500, $"seed {seed}, {said}: {answer.Status} {answer.Body}\n{server.Log}");
            if (answer.Status >= 400 && answer.Body.Length > 0)
                Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
            statuses[answer.Status] = statuses.GetValueOrDefault(answer.Status) + 1;
        }

        // Damage must reach all depths: some of it is understood, some refused at once, some deep inside.
        Assert.True(statuses.GetValueOrDefault(200) > 50 && statuses.GetValueOrDefault(400) > 50 && statuses.GetValueOrDefault(422) > 50, string.Join(", ", statuses));
        Assert.DoesNotContain("Defect", server.Log.ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<(string Path, string Type, string Body)> Seeds()
    {
        var patient = TestServer.JsonOf(StubModel.Someone("p1"));
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
        yield return ("/cds-services/order-select", "application/json", CdsHooksTests.Order("order-select", "i", CdsHooksTests.Draft("ibuprofen"), prefetch));
        yield return ("/cds-services/order-sign", "application/json", CdsHooksTests.Order("order-sign", "i", CdsHooksTests.Draft("simvastatin"), prefetch));
        yield return ("/cds-services/order-sign/feedback", "application/json", """{"feedback":[{"card":"74952a01-e7ea-81ba-9525-309d83339f32","outcome":"overridden","overrideReason":{"reason":{"code":"other"},"userComment":"x"},"outcomeTimestamp":"2026-11-23T10:00:00Z"}]}""");
        yield return ("/v1/patients/sample-1", "application/json", Encoding.UTF8.GetString([0x7B, 0x7D]));
    }
}
