using System.Diagnostics;
using System.Text.Json;

namespace CafeMed.Tests.Serving;

public sealed class FhirBackendTests
{
    private const string Empty = """{"resourceType":"Bundle","type":"searchset","entry":[]}""";

    [Fact]
    public async Task What_was_not_sent_is_read_back_with_the_token_page_by_page()
    {
        FakeFhir fake = null!;
        fake = await FakeFhir.StartAsync(path => path switch
        {
            "/r4/MedicationRequest?patient=p" => (200, Page(Drug("aspirin"), "/r4/MedicationRequest?patient=p&page=2")),
            "/r4/MedicationRequest?patient=p&page=2" => (200, Page(Drug("warfarin"), null)),
            _ => (200, Empty),
        });
        await using var _ = fake;
        await using var server = await Against(fake);

        var answer = (await Ask(server, fake)).Ok();

        CdsHooksTests.Conforms(answer);
        Assert.Contains(answer.GetProperty("cards").EnumerateArray(), card => card.GetProperty("summary").GetString()!.Contains("warfarin with ibuprofen", StringComparison.Ordinal));
        Assert.All(fake.Asked, asked => Assert.Equal("Bearer secret", asked.Token));
        Assert.Equal(5, fake.Asked.Count);
    }

    [Fact]
    public async Task A_slow_server_gives_a_card_in_time_that_says_what_is_missing()
    {
        await using var fake = await FakeFhir.StartAsync(async path =>
        {
            if (!path.Contains("MedicationRequest", StringComparison.Ordinal))
                await Task.Delay(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
            return (200, Page(Drug("warfarin"), null));
        });
        await using var server = await Against(fake);
        var watch = Stopwatch.StartNew();

        var answer = (await Ask(server, fake)).Ok();

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
        Assert.Contains("did not answer in time", Detail(answer), StringComparison.Ordinal);
        Assert.Contains(answer.GetProperty("cards").EnumerateArray(), card => card.GetProperty("summary").GetString()!.Contains("warfarin with ibuprofen", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(401, "")]
    [InlineData(302, "http://127.0.0.1:1/evil")]
    [InlineData(500, "boom")]
    [InlineData(200, "<html>")]
    [InlineData(200, "[]")]
    [InlineData(200, """{"resourceType":"OperationOutcome"}""")]
    public async Task A_server_that_gives_nothing_usable_is_412(int status, string body)
    {
        await using var fake = await FakeFhir.StartAsync(_ => (status, body));
        await using var server = await Against(fake);

        (await Ask(server, fake)).Refused(412, "CM6053");
    }

    [Fact]
    public async Task A_dead_server_is_412_and_another_one_is_not_asked()
    {
        await using var fake = await FakeFhir.StartAsync(_ => (200, Empty));
        await using var server = await TestServer.StartAsync(TestServer.Plain with { Fhir = new() { Servers = ["http://127.0.0.1:9/r4"], TimeoutSeconds = 1 } });

        (await Ask(server, "http://127.0.0.1:9/r4")).Refused(412, "CM6053");
        (await Ask(server, fake)).Refused(412, "CM6053");
        (await Ask(server, "http://169.254.169.254/latest")).Refused(412, "CM6053");
        Assert.Empty(fake.Asked);
    }

    [Fact]
    public async Task A_next_page_elsewhere_and_an_answer_that_is_too_large_are_not_taken()
    {
        await using var other = await FakeFhir.StartAsync(_ => (200, Page(Drug("aspirin"), null)));
        await using var fake = await FakeFhir.StartAsync(path => path.Contains("Allergy", StringComparison.Ordinal)
            ? (200, Page(new string(' ', 30_000), null))
            : (200, Page(Drug("warfarin"), $"{other.Url}/r4/more")));
        await using var server = await Against(fake, bytes: 20_000);

        var detail = Detail((await Ask(server, fake)).Ok());

        Assert.Contains("lies elsewhere", detail, StringComparison.Ordinal);
        Assert.Contains("too large", detail, StringComparison.Ordinal);
        Assert.Empty(other.Asked);
    }

    [Fact]
    public async Task A_Medication_that_orders_refer_to_is_read_back_too()
    {
        await using var fake = await FakeFhir.StartAsync(path => path switch
        {
            "/r4/MedicationRequest?patient=p" => (200, Page(Referring("Medication/w"), null)),
            "/r4/Medication/w" => (200, """{"resourceType":"Medication","id":"w","code":{"text":"warfarin"}}"""),
            "/r4/Medication/i" => (200, """{"resourceType":"Medication","id":"i","code":{"text":"ibuprofen"}}"""),
            _ => (200, Empty),
        });
        await using var server = await Against(fake);

        var answer = (await server.PostAsync("/cds-services/order-select", Refers(fake, $"{fake.Url}/r4/Medication/i", ""))).Ok();

        Assert.Contains(answer.GetProperty("cards").EnumerateArray(), card => card.GetProperty("summary").GetString()!.Contains("warfarin with ibuprofen", StringComparison.Ordinal));
        Assert.Equal(2, fake.Asked.Count(asked => asked.Path.StartsWith("/r4/Medication/", StringComparison.Ordinal)));
        Assert.All(fake.Asked, asked => Assert.Equal("Bearer secret", asked.Token));
    }

    [Fact]
    public async Task A_Medication_that_cannot_be_had_is_said_and_one_elsewhere_is_not_asked_for()
    {
        await using var fake = await FakeFhir.StartAsync(path => path.StartsWith("/r4/Medication/", StringComparison.Ordinal) ? (404, "") : (200, Page(Referring("http://127.0.0.1:9/r4/Medication/elsewhere"), null)));
        await using var server = await Against(fake);
        const string all = "\"conditions\":null,\"allergies\":null,\"statements\":null,";

        // All keys are there: the reference alone is asked for.
        var answer = (await server.PostAsync("/cds-services/order-select", Refers(fake, "Medication/gone", all + "\"medications\":" + Page(Drug("warfarin"), null)))).Ok();
        Assert.Contains("answered 404", Detail(answer), StringComparison.Ordinal);
        Assert.Equal("/r4/Medication/gone", Assert.Single(fake.Asked).Path);
        await server.PostAsync("/cds-services/order-select", Refers(fake, "Medication/a?b", all + "\"medications\":" + Page(Referring("http://127.0.0.1:9/r4/Medication/elsewhere"), null)));
        Assert.Single(fake.Asked);
    }

    [Fact]
    public async Task An_identifier_that_could_change_the_address_is_not_put_into_it()
    {
        await using var fake = await FakeFhir.StartAsync(_ => (200, Empty));
        await using var server = await Against(fake);

        (await Ask(server, fake, "p&_include=*")).Refused(412, "CM6053");
        Assert.Empty(fake.Asked);
    }

    private static Task<TestServer> Against(FakeFhir fake, int bytes = 1_000_000) =>
        TestServer.StartAsync(TestServer.Plain with { Fhir = new() { Servers = [$"{fake.Url}/r4"], TimeoutSeconds = 1, AnswerBytes = bytes } });

    private static Task<TestServer.Answer> Ask(TestServer server, FakeFhir fake, string patient = "p") => Ask(server, $"{fake.Url}/r4", patient);

    private static Task<TestServer.Answer> Ask(TestServer server, string fhir, string patient = "p") => server.PostAsync("/cds-services/order-select", $$$"""
        {"hook":"order-select","hookInstance":"i","fhirServer":"{{{fhir}}}","fhirAuthorization":{"access_token":"secret"},
         "context":{"patientId":"{{{patient}}}","draftOrders":{"resourceType":"Bundle","entry":[{{{CdsHooksTests.Draft("ibuprofen")}}}] } } }
        """);

    private static string Refers(FakeFhir fake, string draft, string prefetch) => $$$"""
        {"hook":"order-select","hookInstance":"i","fhirServer":"{{{fake.Url}}}/r4","fhirAuthorization":{"access_token":"secret"},
         "context":{"patientId":"p","draftOrders":{"resourceType":"Bundle","entry":[{{{Referring(draft)}}}] } },"prefetch":{ {{{prefetch.TrimEnd(',')}}} } }
        """;

    private static string Referring(string medication) =>
        $$$$"""{"resource":{"resourceType":"MedicationRequest","id":"o-{{{{medication.Length}}}}","status":"active","intent":"order","subject":{"reference":"Patient/p"},"medicationReference":{"reference":"{{{{medication}}}}"}}}""";

    private static string Drug(string name) =>
        $$$$"""{"resource":{"resourceType":"MedicationRequest","status":"active","intent":"order","subject":{"reference":"Patient/p"},"medicationCodeableConcept":{"text":"{{{{name}}}}"}}}""";

    private static string Page(string entry, string? next)
    {
        var link = next is null ? "" : $$""","link":[{"relation":"next","url":"{{next}}"}]""";
        return $$$"""{"resourceType":"Bundle","type":"searchset","entry":[{{{entry}}}]{{{link}}} }""";
    }

    private static string Detail(JsonElement answer) => string.Concat(answer.GetProperty("cards").EnumerateArray().Select(card => card.GetProperty("detail").GetString()));
}
