using System.Text.Json;
using System.Text.Json.Nodes;
using CafeMed.Serving.Audit;
using CafeMed.Tests.Cli;
using CafeMed.Tests.House;

namespace CafeMed.Tests.Serving;

public sealed class RestTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync();

    [Fact]
    public async Task Advice_has_probabilities_reasons_findings_and_what_was_not_understood()
    {
        var advice = (await _server.PostAsync("/v1/recommendations", TestServer.JsonOf(StubModel.Someone("p1")))).Ok();

        Assert.Equal("hash-one", advice.GetProperty("model").GetProperty("hash").GetString());
        Assert.Equal(["Atc:B01AA", "Atc:C09AA", "Atc:M01AE"], Codes(advice, "proposed"));
        var drug = advice.GetProperty("proposed")[0];
        Assert.InRange(drug.GetProperty("probability").GetDouble(), 0.5, 1);
        Assert.Equal(drug.GetProperty("logOdds").GetDouble(), drug.GetProperty("reasons").EnumerateArray().Sum(reason => reason.GetProperty("amount").GetDouble()), 9);
        Assert.Contains(advice.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("codes").EnumerateArray().Select(code => code.GetString()).Order().SequenceEqual(["Atc:B01AA", "Atc:M01AE"])
            && finding.GetProperty("management").GetString()!.Length > 0 && finding.GetProperty("source").GetString()!.Length > 0);
        Assert.Equal("kept", advice.GetProperty("proposed").EnumerateArray().Single(one => one.GetProperty("code").GetString() == "Atc:B01AA").GetProperty("againstLastVisit").GetString());
        Assert.Equal(["Atc:V03AB"], advice.GetProperty("dropped").EnumerateArray().Select(one => one.GetProperty("code").GetString()!));
        Assert.Equal(["Icd10Cm:Z999", "Atc:V03AB"], advice.GetProperty("coverage").GetProperty("unknown").EnumerateArray().Select(one => one.GetProperty("code").GetString()!).OrderByDescending(code => code, StringComparer.Ordinal));
        Assert.Equal("null", advice.GetProperty("safe").GetRawText());
    }

    [Fact]
    public async Task A_safe_set_comes_with_its_certificate_and_its_trade_off()
    {
        var advice = (await _server.PostAsync("/v1/recommendations?safe=true&maxBurden=0&objective=log-odds", TestServer.JsonOf(StubModel.Someone("p1")))).Ok();

        var safe = advice.GetProperty("safe");
        Assert.True(safe.GetProperty("certificate").GetProperty("optimal").GetBoolean());
        Assert.Equal(0, safe.GetProperty("certificate").GetProperty("burden").GetDouble());
        Assert.NotEmpty(safe.GetProperty("givenUp").EnumerateArray());
        Assert.NotEmpty(safe.GetProperty("tradeOff").EnumerateArray());
    }

    [Fact]
    public async Task Options_in_the_body_say_the_same_as_in_the_query()
    {
        var patient = TestServer.JsonOf(StubModel.Someone("p1"));

        var query = await _server.PostAsync("/v1/recommendations?safe=true&maxBurden=5", patient);
        var body = await _server.PostAsync("/v1/recommendations", $$"""{"patient":{{patient}},"safe":true,"maxBurden":5}""");

        Assert.Equal(query.Body, body.Body);
    }

    [Fact]
    public async Task What_if_tells_what_differs()
    {
        var patient = TestServer.JsonOf(StubModel.Someone("p1"));

        var answer = (await _server.PostAsync("/v1/what-if", $$"""
            {"patient":{{patient}},"changes":[
              {"change":"remove-code","kind":"diagnosis","code":"Icd10Cm:M545"},{"change":"add-code","kind":"diagnosis","code":"Icd10Cm:E119"},
              {"change":"add-drug","drug":"amoxicillin"},{"change":"remove-drug","drug":"B01AA03"},{"change":"set-allergy","allergy":"penicillin"}]}
            """)).Ok();

        var difference = answer.GetProperty("difference");
        Assert.Equal(["Atc:A10BA", "Atc:J01CA"], Codes(difference, "added"));
        Assert.Equal(["Atc:B01AA", "Atc:M01AE"], Codes(difference, "removed"));
        Assert.Contains(difference.GetProperty("appeared").EnumerateArray(), finding => finding.GetProperty("rule").GetString() == "known-allergy");
        Assert.Contains(difference.GetProperty("disappeared").EnumerateArray(), finding => finding.GetProperty("rule").GetString() == "interacting-pair");
        Assert.Equal(5, answer.GetProperty("changes").GetArrayLength());
    }

    [Fact]
    public async Task A_drug_outside_of_training_can_be_added_and_has_no_probability()
    {
        var answer = (await _server.PostAsync("/v1/what-if", $$"""{"patient":{{TestServer.JsonOf(StubModel.Someone("p1"))}},"changes":[{"change":"add-drug","drug":"digoxin"}]}""")).Ok();

        var added = answer.GetProperty("after").GetProperty("proposed").EnumerateArray().Single(drug => drug.GetProperty("code").GetString() == "Atc:C01AA");
        Assert.Equal("null", added.GetProperty("probability").GetRawText());
    }

    [Theory]
    [InlineData("""{"change":"add-code","kind":"nothing","code":"Icd10Cm:I10"}""", "CM6013")]
    [InlineData("""{"change":"add-code","kind":"diagnosis","code":"I10"}""", "CM6013")]
    [InlineData("""{"change":"add-code","kind":"diagnosis","code":"Icd10Cm:I10","more":1}""", "CM6004")]
    [InlineData("""{"change":"add-drug","drug":"warfarine-zz"}""", "CM6014")]
    [InlineData("""{"change":"explode"}""", "CM6013")]
    [InlineData("7", "CM6013")]
    public async Task A_change_that_is_none_is_refused_with_its_place(string change, string code)
    {
        var problem = (await _server.PostAsync("/v1/what-if", $$"""{"patient":{{TestServer.JsonOf(StubModel.Someone("p1"))}},"changes":[{{change}}]}""")).Refused(422, code);

        Assert.Contains("$.changes[0]", problem.GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_safety_scenario_passes_through_the_live_endpoint()
    {
        var run = await CliRun.Of("verify-safety", "--endpoint", _server.Url, "--json");

        Assert.Equal(0, run.Exit);
        Assert.Equal((220, 220), (run.Json.GetProperty("passed").GetInt32(), run.Json.GetProperty("of").GetInt32()));
    }

    [Fact]
    public async Task A_Bundle_is_advised_on()
    {
        var bundle = """
            {"resourceType":"Bundle","type":"collection","entry":[
              {"resource":{"resourceType":"Patient","id":"f1","gender":"female","birthDate":"1950-05-01"}},
              {"resource":{"resourceType":"Encounter","id":"e1","status":"finished","class":{"code":"IMP"},"subject":{"reference":"Patient/f1"},"period":{"start":"2020-01-01","end":"2020-01-05"}}},
              {"resource":{"resourceType":"Encounter","id":"e2","status":"in-progress","class":{"code":"IMP"},"subject":{"reference":"Patient/f1"},"period":{"start":"2020-02-01"}}},
              {"resource":{"resourceType":"MedicationRequest","id":"m1","status":"completed","intent":"order","subject":{"reference":"Patient/f1"},"encounter":{"reference":"Encounter/e1"},"authoredOn":"2020-01-02","medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"11289"}]}}},
              {"resource":{"resourceType":"MedicationRequest","id":"m2","status":"active","intent":"order","subject":{"reference":"Patient/f1"},"encounter":{"reference":"Encounter/e2"},"authoredOn":"2020-02-02","medicationCodeableConcept":{"text":"zzyzx 12"}}},
              {"resource":{"resourceType":"Condition","id":"c1","subject":{"reference":"Patient/f1"},"encounter":{"reference":"Encounter/e2"},"code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-9-cm","code":"428.0"},{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"I50.9"}]}}}]}
            """;

        var advice = (await _server.PostAsync("/v1/recommendations?safe=false", bundle, "application/fhir+json")).Ok();

        Assert.Equal(("f1", "e2", 2), (advice.GetProperty("patient").GetString(), advice.GetProperty("visit").GetString(), advice.GetProperty("visitNumber").GetInt32()));
        Assert.Equal(["Icd10Cm:I509"], advice.GetProperty("diagnoses").EnumerateArray().Select(code => code.GetProperty("code").GetString()!));
        Assert.Equal(["Atc:B01AA"], Codes(advice, "kept"));
        Assert.Equal(["drug zzyzx 12"], advice.GetProperty("coverage").GetProperty("notUnderstood").EnumerateArray().Select(text => text.GetString()!));
    }

    [Theory]
    [InlineData("/v1/recommendations", "{", "application/json", 400, "CM6002")]
    [InlineData("/v1/recommendations", "[]", "application/json", 400, "CM6002")]
    [InlineData("/v1/recommendations", "{}", "application/json", 422, "CM6005")]
    [InlineData("/v1/recommendations", """{"patient":{}}""", "application/json", 422, "CM1023")]
    [InlineData("/v1/recommendations", """{"pateint":{}}""", "application/json", 422, "CM6004")]
    [InlineData("/v1/recommendations", """{"patient":{},"safe":3}""", "application/json", 422, "CM6006")]
    [InlineData("/v1/recommendations", """{"patient":{},"maxBurden":1e300}""", "application/json", 422, "CM6006")]
    [InlineData("/v1/recommendations?sfae=true", """{"visits":[]}""", "application/json", 422, "CM6006")]
    [InlineData("/v1/recommendations", "{}", "text/plain", 415, "CM6009")]
    [InlineData("/v1/recommendations", """{"resourceType":"Patient"}""", "application/fhir+json", 422, "CM6007")]
    [InlineData("/v1/checks", """{"drugs":[]}""", "application/json", 422, "CM6010")]
    [InlineData("/v1/checks", """{"drugs":["a"],"diagnoses":["??"]}""", "application/json", 422, "CM6011")]
    [InlineData("/v1/checks", """{"drugs":[null]}""", "application/json", 422, "CM6003")]
    [InlineData("/v1/checks", """{"drugs":[7]}""", "application/json", 422, "CM6003")]
    [InlineData("/v1/checks", "{\"drugs\":[\"\\ud800\"]}", "application/json", 400, "CM6002")]
    [InlineData("/v1/nothing", "{}", "application/json", 404, "CM6018")]
    [InlineData("/v1/model", "{}", "application/json", 405, "CM6019")]
    public async Task Bad_requests_get_a_problem_with_the_fault(string path, string body, string type, int status, string code) =>
        (await _server.PostAsync(path, body, type)).Refused(status, code);

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_before_it_is_read()
    {
        await using var server = await TestServer.StartAsync(TestServer.Plain with { Limits = TestServer.Plain.Limits with { BodyBytes = 2000 } });

        (await server.PostAsync("/v1/checks", $$"""{"drugs":["{{new string('a', 3000)}}"]}""")).Refused(413, "CM6015");
        using var endless = new HttpRequestMessage(HttpMethod.Post, "/v1/checks") { Content = new StreamContent(new MemoryStream(new byte[20_000])) };
        endless.Headers.TransferEncodingChunked = true;
        endless.Content.Headers.ContentType = new("application/json");
        try
        {
            Assert.Equal(413, (int)(await server.Client.SendAsync(endless, TestContext.Current.CancellationToken)).StatusCode);
        }
        catch (HttpRequestException)
        {
            // The server may close before it has read all that it refuses: then nothing can be read back.
        }
        Assert.Equal(200, (await server.GetAsync("/health/ready")).Status);
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_come_back()
    {
        await using var server = await TestServer.StartAsync(TestServer.Plain with { Limits = TestServer.Plain.Limits with { RequestsPerSecond = 1, Burst = 2 } });
        var answers = new List<TestServer.Answer>();
        for (var i = 0; i < 4; i++)
            answers.Add(await server.GetAsync("/v1/model"));

        Assert.Equal(200, answers[0].Status);
        answers[^1].Refused(429, "CM6016");
        Assert.True(answers[^1].Response.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await server.GetAsync("/health/live")).Status);
    }

    [Fact]
    public async Task The_model_and_its_patients_are_told()
    {
        var model = (await _server.GetAsync("/v1/model")).Ok();
        var patients = (await _server.GetAsync("/v1/patients")).Ok();
        var one = await _server.GetAsync("/v1/patients/sample-1");

        Assert.Equal("stub", model.GetProperty("card").GetProperty("name").GetString());
        Assert.Equal(9, model.GetProperty("codes").GetProperty("medication").GetInt32());
        Assert.Equal("sample-1", patients[0].GetProperty("id").GetString());
        (await _server.PostAsync("/v1/recommendations", one.Body)).Ok();
        (await _server.GetAsync("/v1/patients/nobody")).Refused(404, "CM6018");
        Assert.Equal("text/html", (await _server.GetAsync("/v1/model/card")).Response.Content.Headers.ContentType?.MediaType);
        (await _server.GetAsync("/v1/model/report")).Refused(404, "CM6018");
    }

    [Fact]
    public async Task The_description_of_the_interface_is_the_committed_one()
    {
        var document = JsonNode.Parse((await _server.GetAsync("/openapi/v1.json")).Body)!;

        Assert.All(document["paths"]!.AsObject(), path => Assert.All(path.Value!.AsObject(), operation => Assert.NotNull(operation.Value!["summary"])));
        Accepted.Compare("docs/examples/openapi.json", document.ToJsonString(new() { WriteIndented = true }).ReplaceLineEndings("\n") + "\n");
    }

    [Fact]
    public async Task Every_example_of_the_description_is_answered()
    {
        var paths = JsonDocument.Parse((await _server.GetAsync("/openapi/v1.json")).Body).RootElement.GetProperty("paths");
        var tried = 0;
        foreach (var path in paths.EnumerateObject())
            foreach (var operation in path.Value.EnumerateObject().Where(one => one.Value.TryGetProperty("requestBody", out _)))
                foreach (var content in operation.Value.GetProperty("requestBody").GetProperty("content").EnumerateObject())
                {
                    Assert.True(content.Value.TryGetProperty("example", out var example), $"{path.Name} has no example of {content.Name}");
                    (await _server.PostAsync(path.Name.Replace("{id}", "order-select", StringComparison.Ordinal), example.GetRawText(), content.Name)).Ok();
                    tried++;
                }
        Assert.True(tried >= 6, $"{tried} examples");
    }

    [Fact]
    public async Task An_answer_is_sent_once_it_is_written_down_and_can_be_given_again()
    {
        var audit = new StubAudit();
        await using var server = await TestServer.StartAsync(audit: audit);

        var answer = await server.PostAsync("/v1/recommendations?safe=true", TestServer.JsonOf(StubModel.Someone("p1")));
        answer.Ok();
        var entry = Assert.Single(audit.Entries);
        var again = await new CafeMed.Serving.Answers.Answerer(new StubModel().Read(TestContext.Current.CancellationToken), TimeProvider.System).AnswerAsync(entry.Kind, entry.Input, entry.At, TestContext.Current.CancellationToken);

        Assert.Equal("id-1", answer.Response.Headers.GetValues("X-CafeMed-Audit").Single());
        Assert.Equal(("p1", "hash-one"), (entry.Subject, entry.ModelHash));
        Assert.True(again.Body.Span.SequenceEqual(entry.Answer.Span));
        Assert.Equal(answer.Body, System.Text.Encoding.UTF8.GetString(entry.Answer.Span));
    }

    [Fact]
    public async Task What_cannot_be_written_down_is_not_answered()
    {
        await using var server = await TestServer.StartAsync(audit: new StubAudit { Full = true });

        (await server.PostAsync("/v1/checks", """{"drugs":["warfarin"]}""")).Refused(503, "CM6061");
    }

    [Fact]
    public async Task What_was_served_can_be_replayed_from_the_real_audit()
    {
        using var folder = new Data.TempFolder();
        var options = new AuditOptions { Store = folder.File("audit.db").FullName };
        string id, body;
        await using (var log = await AuditLog.OpenAsync(options, TimeProvider.System, TestContext.Current.CancellationToken))
        {
            await using var server = await TestServer.StartAsync(audit: log);
            var answer = await server.PostAsync("/v1/recommendations", TestServer.JsonOf(StubModel.Someone("p1")));
            (id, body) = (answer.Response.Headers.GetValues("X-CafeMed-Audit").Single(), answer.Body);
        }

        using var reader = await AuditReader.OpenAsync(options, TestContext.Current.CancellationToken);
        var answerer = new CafeMed.Serving.Answers.Answerer(new StubModel().Read(TestContext.Current.CancellationToken), TimeProvider.System);
        var result = await Replay.RunAsync(reader, id, "hash-one", async (record, ct) => (await answerer.AnswerAsync(record.Kind, record.Input!.Value, record.At, ct)).Body.ToArray(), TestContext.Current.CancellationToken);

        Assert.True(result.Same);
        Assert.Equal(body, System.Text.Encoding.UTF8.GetString(result.Answer.Span));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static IEnumerable<string> Codes(System.Text.Json.JsonElement root, string name) =>
        root.GetProperty(name).EnumerateArray().Select(code => code.GetProperty("code").GetString()!).Order(StringComparer.Ordinal);
}
