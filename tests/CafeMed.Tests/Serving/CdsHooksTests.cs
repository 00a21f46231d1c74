using System.Text.Json;
using System.Text.Json.Nodes;
using CafeMed.Serving.Audit;

namespace CafeMed.Tests.Serving;

public sealed class CdsHooksTests : IAsyncLifetime
{
    private const string Conditions = "\"conditions\":" + """{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Condition","id":"c","subject":{"reference":"Patient/p"},"code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"I50.9"}]}}}]}""";
    private const string Warfarin = "\"medications\":" + """{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"MedicationRequest","id":"m","status":"active","intent":"order","subject":{"reference":"Patient/p"},"medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"11289"}]}}}]}""";
    private const string Nothing = "\"statements\":null,\"allergies\":null";
    private readonly StubAudit _audit = new();
    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync(audit: _audit);

    [Fact]
    public async Task Discovery_lists_services_with_hook_description_id_and_prefetch()
    {
        var services = (await _server.GetAsync("/cds-services")).Ok().GetProperty("services");

        Assert.Equal(["order-select", "order-sign", "patient-view"], services.EnumerateArray().Select(service => service.GetProperty("hook").GetString()!).Order());
        Assert.All(services.EnumerateArray(), service =>
        {
            Assert.NotEmpty(service.GetProperty("description").GetString()!);
            Assert.NotEmpty(service.GetProperty("id").GetString()!);
            Assert.All(service.GetProperty("prefetch").EnumerateObject(), template => Assert.Contains("{{context.patientId}}", template.Value.GetString(), StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task Order_select_tells_of_an_interaction_and_offers_ways_out()
    {
        var answer = (await _server.PostAsync("/cds-services/order-select", Order("order-select", "h1", Draft("ibuprofen"), $"{Conditions},{Warfarin},{Nothing}"))).Ok();
        Conforms(answer);

        Assert.Contains("Not recommended: ibuprofen (diagnosis conflict)", Summaries(answer));
        var card = answer.GetProperty("cards").EnumerateArray().Single(one => one.GetProperty("summary").GetString() == "Not recommended: warfarin with ibuprofen");
        Assert.Equal("warning", card.GetProperty("indicator").GetString());
        Assert.Equal("at-most-one", card.GetProperty("selectionBehavior").GetString());
        var away = card.GetProperty("suggestions")[0].GetProperty("actions")[0];
        Assert.Equal(("delete", "MedicationRequest/d1"), (away.GetProperty("type").GetString(), away.GetProperty("resourceId").GetString()));
        Assert.All(card.GetProperty("overrideReasons").EnumerateArray(), reason => Assert.NotEmpty(reason.GetProperty("display").GetString()!));
    }

    [Fact]
    public async Task Alternatives_come_as_a_MedicationRequest_to_create()
    {
        var answer = (await _server.PostAsync("/cds-services/order-select", Order("order-select", "h2", Draft("simvastatin"),
            Warfarin.Replace("11289", "21212", StringComparison.Ordinal) + "," + Conditions + "," + Nothing))).Ok();
        Conforms(answer);

        var creates = answer.GetProperty("cards").EnumerateArray().SelectMany(Suggestions).SelectMany(one => one.GetProperty("actions").EnumerateArray())
            .Where(action => action.GetProperty("type").GetString() == "create").Select(action => action.GetProperty("resource")).ToArray();
        Assert.NotEmpty(creates);
        Assert.All(creates, resource =>
        {
            Assert.Equal(("MedicationRequest", "draft", "order"), (resource.GetProperty("resourceType").GetString(), resource.GetProperty("status").GetString(), resource.GetProperty("intent").GetString()));
            Assert.Equal("Patient/p", resource.GetProperty("subject").GetProperty("reference").GetString());
            Assert.Equal("http://www.whocc.no/atc", resource.GetProperty("medicationCodeableConcept").GetProperty("coding")[0].GetProperty("system").GetString());
        });
    }

    [Fact]
    public async Task Order_sign_does_not_repeat_what_order_select_told()
    {
        var prefetch = $"{Conditions},{Warfarin},{Nothing}";
        (await _server.PostAsync("/cds-services/order-select", Order("order-select", "s1", Draft("naproxen"), prefetch, "user-1"))).Ok();

        var same = (await _server.PostAsync("/cds-services/order-sign", Order("order-sign", "s2", Draft("naproxen"), prefetch, "user-1"))).Ok();
        var other = (await _server.PostAsync("/cds-services/order-sign", Order("order-sign", "s3", Draft("naproxen"), prefetch, "user-2"))).Ok();
        var more = (await _server.PostAsync("/cds-services/order-sign", Order("order-sign", "s4", $"{Draft("naproxen")},{Draft("aspirin", "d2")}", prefetch, "user-1"))).Ok();

        Assert.DoesNotContain(Summaries(same), text => text.Contains("naproxen", StringComparison.Ordinal));
        Assert.True(same.GetProperty("extension").GetProperty("org.cafemed.already-shown").GetInt32() >= 1);
        Assert.Contains(Summaries(other), text => text.Contains("warfarin with naproxen", StringComparison.Ordinal));
        Assert.DoesNotContain(Summaries(more), text => text.Contains("warfarin with naproxen", StringComparison.Ordinal));
        Assert.Contains(Summaries(more), text => text.Contains("warfarin with acetylsalicylic acid", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_that_wants_repetition_gets_it()
    {
        var prefetch = $"{Conditions},{Warfarin},{Nothing}";
        const string repeat = ""","extension":{"pddi-configuration-items":{"filter-out-repeated-alerts":false}}""";
        (await _server.PostAsync("/cds-services/order-select", Order("order-select", "r1", Draft("ketoprofen"), prefetch))).Ok();

        var sign = (await _server.PostAsync("/cds-services/order-sign", Order("order-sign", "r2", Draft("ketoprofen"), prefetch, more: repeat))).Ok();

        Assert.Contains(Summaries(sign), text => text.Contains("ketoprofen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Patient_view_proposes_drugs_with_what_was_not_understood()
    {
        var answer = (await _server.PostAsync("/cds-services/patient-view", $$$"""
            {"hook":"patient-view","hookInstance":"v1","context":{"patientId":"p","userId":"Practitioner/u"},"prefetch":{"patient":{"resourceType":"Patient","id":"p","gender":"female"},
            {{{Conditions.Replace("}}}]}", "}}},{\"resource\":{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"Patient/p\"},\"code\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"12847006\",\"display\":\"Acute duodenal ulcer with haemorrhage\"}]}}}]}", StringComparison.Ordinal)}}},
            "medications":null,"statements":null,"allergies":null,"procedures":null,"encounters":null,"laboratory":null}}
            """)).Ok();
        Conforms(answer);

        var card = answer.GetProperty("cards")[0];
        Assert.Equal("any", card.GetProperty("selectionBehavior").GetString());

        Assert.Contains("12847006", card.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("C09AA", card.GetProperty("suggestions")[0].GetProperty("actions")[0].GetProperty("resource").GetProperty("medicationCodeableConcept").GetProperty("coding")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("patient-view", "{\"patientId\":\"p\"}")]
    [InlineData("order-select", "{\"patientId\":\"p\",\"draftOrders\":{\"resourceType\":\"Bundle\",\"entry\":[]}}")]
    [InlineData("order-sign", "{\"patientId\":\"p\",\"draftOrders\":{\"resourceType\":\"Bundle\"}}")]
    public async Task Without_what_is_needed_the_answer_is_412(string service, string context) =>
        (await _server.PostAsync($"/cds-services/{service}", $$"""{"hook":"{{service}}","hookInstance":"x","context":{{context}} }""")).Refused(412, "CM6053");

    [Theory]
    [InlineData("null", "")]
    [InlineData("{\"resourceType\":\"OperationOutcome\",\"issue\":[]}", "allergies")]
    [InlineData("{\"resourceType\":\"Bundle\",\"entry\":[],\"link\":[{\"relation\":\"next\",\"url\":\"http://elsewhere/\"}]}", "first page")]
    [InlineData("{\"resourceType\":\"Bundle\",\"entry\":[7,null,{\"resource\":null}]}", "no FHIR resource")]
    [InlineData("17", "allergies")]
    public async Task Prefetch_that_is_null_an_error_cut_or_odd_is_told_and_never_an_error(string allergies, string told)
    {
        var answer = (await _server.PostAsync("/cds-services/order-select", Order("order-select", "q", Draft("ibuprofen"), $"{Conditions},{Warfarin},\"statements\":null,\"allergies\":{allergies}"))).Ok();
        Conforms(answer);

        var detail = string.Concat(answer.GetProperty("cards").EnumerateArray().Where(card => card.GetProperty("summary").GetString() == "The check was not complete").Select(card => card.GetProperty("detail").GetString()));
        if (told.Length == 0)
            Assert.DoesNotContain("allergies", detail, StringComparison.Ordinal);
        else
            Assert.Contains(told, detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"resource":{"resourceType":"MedicationRequest","id":"a","medicationCodeableConcept":{"text":"zzyzx"}}}""", "could not be checked")]
    [InlineData("""{"resource":{"resourceType":"MedicationRequest","medicationCodeableConcept":7}}""", "could not be checked")]
    [InlineData("""{"resource":{"resourceType":"MedicationRequest","id":9,"dosageInstruction":"x","medicationReference":{"reference":"#none"}}}""", "could not be checked")]
    [InlineData("""{"resource":{"resourceType":5}}""", "could not be checked")]
    [InlineData("""{"resource":[]}""", "could not be checked")]
    [InlineData("7", "could not be checked")]
    public async Task Malformed_draft_orders_are_told_and_never_an_error(string entry, string told)
    {
        var answer = (await _server.PostAsync("/cds-services/order-sign", Order("order-sign", "m", entry, $"{Conditions},{Warfarin},{Nothing}"))).Ok();
        Conforms(answer);

        Assert.Contains(Summaries(answer), text => text.Contains(told, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"hook":"order-select"}""")]
    [InlineData("""{"hook":"order-select","hookInstance":"x"}""")]
    [InlineData("""{"hook":"order-select","hookInstance":"x","context":{}}""")]
    [InlineData("""{"hook":"order-select","hookInstance":"x","context":{"patientId":"p"}}""")]
    [InlineData("""{"hook":"order-select","hookInstance":"x","context":{"patientId":"p","draftOrders":"none"}}""")]
    [InlineData("""{"hook":"order-select","hookInstance":"x","context":{"patientId":"p","draftOrders":{"resourceType":"Bundle"}},"prefetch":[]}""")]
    public async Task A_request_without_what_the_standard_requires_is_refused(string body) => (await _server.PostAsync("/cds-services/order-select", body)).Refused(400, "CM6050");

    [Fact]
    public async Task Other_hooks_and_other_services_are_refused()
    {
        (await _server.PostAsync("/cds-services/order-sign", Order("order-select", "x", "", Nothing))).Refused(400, "CM6051");
        (await _server.PostAsync("/cds-services/nothing", "{}")).Refused(404, "CM6052");
        (await _server.PostAsync("/cds-services/nothing/feedback", "{}")).Refused(404, "CM6052");
    }

    [Fact]
    public async Task Feedback_is_passed_on_with_the_patient_and_without_free_text_in_the_clear()
    {
        var card = (await _server.PostAsync("/cds-services/order-select", Order("order-select", "f1", Draft("ibuprofen"), $"{Conditions},{Warfarin},{Nothing}", "feedback-user"))).Ok().GetProperty("cards")[0];
        var suggestion = card.GetProperty("suggestions")[0].GetProperty("uuid").GetString();
        var uuid = card.GetProperty("uuid").GetString();

        var answer = await _server.PostAsync("/cds-services/order-select/feedback", $$"""
            {"feedback":[
              {"card":"{{uuid}}","outcome":"accepted","acceptedSuggestions":[{"id":"{{suggestion}}"}],"outcomeTimestamp":"2026-11-23T10:00:00Z"},
              {"card":"{{uuid}}","outcome":"overridden","overrideReason":{"reason":{"system":"urn:cafemed:override-reason","code":"will-monitor"},"userComment":"daily INR"},"outcomeTimestamp":"2026-11-23T10:01:00Z"},
              {"card":"{{uuid}}","outcome":"overridden","overrideReason":{"reason":{"system":"x","code":"Mrs Smith asked"} },"outcomeTimestamp":"2026-11-23T10:02:00Z"}]}
            """);

        Assert.Equal(200, answer.Status);
        var entries = _audit.Feedback.ToArray();
        Assert.Equal([FeedbackOutcome.Accepted, FeedbackOutcome.Overridden, FeedbackOutcome.Overridden], entries.Select(entry => entry.Outcome));
        Assert.All(entries, entry => Assert.Equal(("order-select", "p", uuid), (entry.Service, entry.Subject, entry.Card)));
        Assert.Equal(suggestion, entries[0].AcceptedSuggestions.Single());
        Assert.Equal(("will-monitor", "daily INR"), (entries[1].ReasonCode, entries[1].Comment));
        Assert.Equal("other", entries[2].ReasonCode);
        Assert.Contains("Mrs Smith asked", entries[2].Comment, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"feedback":[]}""")]
    [InlineData("""{"feedback":[{"card":"no","outcome":"accepted","outcomeTimestamp":"2026-11-23T10:00:00Z"}]}""")]
    [InlineData("""{"feedback":[{"card":"74952a01-e7ea-81ba-9525-309d83339f32","outcome":"ignored","outcomeTimestamp":"2026-11-23T10:00:00Z"}]}""")]
    [InlineData("""{"feedback":[{"card":"74952a01-e7ea-81ba-9525-309d83339f32","outcome":"accepted"}]}""")]
    public async Task Feedback_that_is_none_is_refused(string body) => (await _server.PostAsync("/cds-services/order-sign/feedback", body)).Refused(400, "CM6054");

    [Fact]
    public async Task What_is_written_down_has_no_token_counts_cards_and_gives_the_same_answer()
    {
        var body = JsonNode.Parse(Order("order-select", "a1", Draft("ibuprofen"), $"{Conditions},{Warfarin},{Nothing}"))!.AsObject();
        body["fhirAuthorization"] = new JsonObject { ["access_token"] = "very-secret", ["token_type"] = "Bearer" };
        var answer = await _server.PostAsync("/cds-services/order-select", body.ToJsonString());
        answer.Ok();
        var entry = _audit.Entries.Last();

        var again = await new CafeMed.Serving.Answers.Answerer(new StubModel().Read(TestContext.Current.CancellationToken), TimeProvider.System).AnswerAsync(entry.Kind, entry.Input, entry.At, TestContext.Current.CancellationToken);

        Assert.DoesNotContain("very-secret", System.Text.Encoding.UTF8.GetString(entry.Input.Span), StringComparison.Ordinal);
        Assert.Equal(answer.Body, System.Text.Encoding.UTF8.GetString(again.Body.Span));
        var facts = AuditFacts.Parse(entry.Facts)!;
        Assert.Equal(("order-select", 1), (facts.Service, facts.Orders));
        Assert.Contains(facts.Cards, card => card is { Severity: "warning", Rule: "interacting-pair" });
    }

    [Fact]
    public async Task A_page_of_an_allowed_origin_may_ask_and_another_may_not()
    {
        await using var server = await TestServer.StartAsync(TestServer.Plain with { Cors = new() { Origins = ["https://ehr.example.org"] } });
        async Task<string?> Allowed(string origin)
        {
            using var request = new HttpRequestMessage(HttpMethod.Options, "/cds-services/order-select");
            request.Headers.Add("Origin", origin);
            request.Headers.Add("Access-Control-Request-Method", "POST");
            request.Headers.Add("Access-Control-Request-Headers", "content-type,authorization");
            var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
            return response.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null;
        }

        Assert.Equal("https://ehr.example.org", await Allowed("https://ehr.example.org"));
        Assert.Null(await Allowed("https://other.example.org"));
        var refused = await server.PostAsync("/cds-services/order-select", "{}", with: request => request.Headers.Add("Origin", "https://ehr.example.org"));
        Assert.Equal("https://ehr.example.org", refused.Response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Theory]
    [InlineData("order-select-coordination", "order-select")]
    [InlineData("order-select-no-coordination", "order-select")]
    [InlineData("order-sign-no-coordination", "order-sign")]
    public async Task The_requests_of_the_PDDI_guide_get_their_card(string name, string service)
    {
        var file = Path.Combine(SharedData.Require("pddi-cds").FullName, "requests", $"warfarin-nsaids-{name}.json");

        var answer = (await _server.PostAsync($"/cds-services/{service}", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))).Ok();
        Conforms(answer);

        Assert.Contains("Not recommended: warfarin with ketorolac", Summaries(answer));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>What CDS Hooks 2.0 asks of every answer.</summary>
    internal static void Conforms(JsonElement answer)
    {
        NoneEmpty(answer, "$");
        foreach (var card in answer.GetProperty("cards").EnumerateArray())
        {
            Assert.True(Guid.TryParse(card.GetProperty("uuid").GetString(), out _));
            Assert.InRange(card.GetProperty("summary").GetString()!.Length, 1, 139);
            Assert.Contains(card.GetProperty("indicator").GetString(), new[] { "info", "warning", "critical" });
            Assert.NotEmpty(card.GetProperty("source").GetProperty("label").GetString()!);
            Assert.Equal(card.TryGetProperty("suggestions", out _), card.TryGetProperty("selectionBehavior", out var behaviour) && behaviour.GetString() is "at-most-one" or "any");
            Assert.All(Suggestions(card).SelectMany(one => one.GetProperty("actions").EnumerateArray()), action =>
            {
                Assert.NotEmpty(action.GetProperty("description").GetString()!);
                Assert.True(action.GetProperty("type").GetString() == "delete" ? action.TryGetProperty("resourceId", out _) : action.TryGetProperty("resource", out _));
            });
        }
    }

    private static void NoneEmpty(JsonElement element, string path)
    {
        Assert.True(element.ValueKind != JsonValueKind.Null, $"{path} is null");
        Assert.True(element.ValueKind != JsonValueKind.String || element.GetString()!.Length > 0, $"{path} is empty");
        if (element.ValueKind == JsonValueKind.Array)
        {
            Assert.True(element.GetArrayLength() > 0 || path == "$.cards", $"{path} is empty");
            foreach (var item in element.EnumerateArray())
                NoneEmpty(item, $"{path}[]");
        }
        if (element.ValueKind == JsonValueKind.Object)
            foreach (var property in element.EnumerateObject())
                NoneEmpty(property.Value, $"{path}.{property.Name}");
    }

    internal static string Draft(string drug, string id = "d1") =>
        $$$$"""{"resource":{"resourceType":"MedicationRequest","id":"{{{{id}}}}","status":"draft","intent":"order","subject":{"reference":"Patient/p"},"medicationCodeableConcept":{"text":"{{{{drug}}}}"}}}""";

    internal static string Order(string hook, string instance, string entries, string prefetch, string user = "Practitioner/u", string more = "") => $$$"""
        {"hook":"{{{hook}}}","hookInstance":"{{{instance}}}","context":{"userId":"{{{user}}}","patientId":"p","draftOrders":{"resourceType":"Bundle","entry":[{{{entries}}}]}},"prefetch":{ {{{prefetch}}} }{{{more}}} }
        """;

    private static IEnumerable<JsonElement> Suggestions(JsonElement card) => card.TryGetProperty("suggestions", out var list) ? list.EnumerateArray() : [];

    private static string[] Summaries(JsonElement answer) => [.. answer.GetProperty("cards").EnumerateArray().Select(card => card.GetProperty("summary").GetString()!)];
}
