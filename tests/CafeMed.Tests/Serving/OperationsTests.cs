using System.Net.Sockets;
using System.Text;
using CafeMed.Serving;
using CafeMed.Serving.Answers;
using CafeMed.Serving.Options;
using CafeMed.Tests.Data;

namespace CafeMed.Tests.Serving;

public sealed class OperationsTests
{
    [Fact]
    public async Task A_new_model_takes_over_and_a_damaged_one_does_not()
    {
        var model = new StubModel();
        await using var server = await TestServer.StartAsync(model: model);
        model.Hash = "hash-two";

        var swapped = (await server.PostAsync("/admin/model", "")).Ok();
        Assert.Equal(("hash-one", "hash-two"), (swapped.GetProperty("before").GetString(), swapped.GetProperty("now").GetString()));

        model.Hash = null;
        (await server.PostAsync("/admin/model", "")).Refused(422, "CM5002");
        Assert.Equal("hash-two", (await server.GetAsync("/health/ready")).Ok().GetProperty("model").GetString());
        (await server.PostAsync("/admin/model", "", with: request => request.Headers.Add("X-Forwarded-For", "10.1.1.1"))).Refused(403, "CM6042");
    }

    [Fact]
    public async Task Requests_under_way_end_with_the_model_they_began_with_and_before_the_server_stops()
    {
        var (entered, leave) = (new TaskCompletionSource(), new TaskCompletionSource());
        var calls = 0;
        var model = new StubModel
        {
            // The first calls are those that warm up.
            Before = async ct =>
            {
                if (Interlocked.Increment(ref calls) != Answerer.WarmUps + 1)
                    return;
                entered.SetResult();
                await leave.Task.WaitAsync(ct);
            },
        };
        await using var server = await TestServer.StartAsync(model: model);

        var slow = server.PostAsync("/v1/recommendations", TestServer.JsonOf(StubModel.Someone("p1")));
        await entered.Task.WaitAsync(TestContext.Current.CancellationToken);
        model.Hash = "hash-two";
        (await server.PostAsync("/admin/model", "")).Ok();
        var stopping = server.App.StopAsync(TestContext.Current.CancellationToken);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.False(stopping.IsCompleted);
        leave.SetResult();

        Assert.Equal("hash-one", (await slow).Ok().GetProperty("model").GetProperty("hash").GetString());
        await stopping;
    }

    [Fact]
    public async Task The_log_holds_nothing_of_a_patient()
    {
        const string name = "Wilhelmina-Xyzzy";
        await using var server = await TestServer.StartAsync(audit: new StubAudit());
        var patient = TestServer.JsonOf(StubModel.Someone(name, "I509", "Z7777"));
        await server.PostAsync("/v1/recommendations", patient);
        await server.PostAsync("/v1/recommendations", patient.Replace("Icd10Cm:I509", $"{name}:I509", StringComparison.Ordinal));
        await server.PostAsync("/v1/recommendations", $"{{\"{name}\": \"Z7777");
        await server.PostAsync($"/v1/recommendations?patient={name}", patient);
        await server.GetAsync($"/v1/patients/{name}");
        await server.GetAsync($"/{name}");
        await server.PostAsync($"/cds-services/{name}", "{}", bearer: name);
        await server.PostAsync("/v1/checks", $$"""{"drugs":["{{name}}"],"diagnoses":["{{name}}"]}""");
        await server.PostAsync("/cds-services/patient-view", $$$"""{"hook":"patient-view","hookInstance":"{{{name}}}","fhirServer":"http://{{{name}}}/","context":{"patientId":"{{{name}}}"}}""");

        var log = server.Log.ToString();
        Assert.Contains("/v1/recommendations", log, StringComparison.Ordinal);
        Assert.Contains("CM6002", log, StringComparison.Ordinal);
        Assert.DoesNotContain("Xyzzy", log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Z7777", log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("I509", log, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_defect_is_a_problem_without_its_message()
    {
        var calls = 0;
        await using var server = await TestServer.StartAsync(model: new StubModel { Before = _ => Interlocked.Increment(ref calls) > Answerer.WarmUps ? throw new InvalidOperationException("Xyzzy is ill") : Task.CompletedTask });

        var answer = await server.PostAsync("/v1/recommendations", TestServer.JsonOf(StubModel.Someone("p1")));

        answer.Refused(500, "CM6020");
        Assert.DoesNotContain("Xyzzy", answer.Body + server.Log, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException", server.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_takes_too_long_is_ended()
    {
        var calls = 0;
        await using var server = await TestServer.StartAsync(
            TestServer.Plain with { Limits = TestServer.Plain.Limits with { TimeoutSeconds = 0.3 } },
            new StubModel { Before = ct => Interlocked.Increment(ref calls) > Answerer.WarmUps ? Task.Delay(30_000, ct) : Task.CompletedTask });

        (await server.PostAsync("/v1/recommendations", TestServer.JsonOf(StubModel.Someone("p1")))).Refused(503, "CM6017");
    }

    [Fact]
    public async Task Another_name_of_the_host_is_refused()
    {
        await using var server = await TestServer.StartAsync();

        (await server.PostAsync("/v1/checks", "{}", with: request => request.Headers.Host = "evil.example.org")).Refused(400, "CM6021");
    }

    [Theory]
    [InlineData("http://0.0.0.0:0", "CM6031")]
    [InlineData("http://[::]:0", "CM6031")]
    [InlineData("https://0.0.0.0:0", "CM6032")]
    [InlineData("https://127.0.0.1:0", "CM6036")]
    [InlineData("http://*:80", "CM6030")]
    [InlineData("http://example.org:80", "CM6030")]
    [InlineData("ftp://127.0.0.1", "CM6030")]
    [InlineData("http://127.0.0.1:0/path", "CM6030")]
    public void An_address_that_is_not_safe_is_not_listened_at(string url, string code) =>
        Fails.With(code, () => CafeMedServer.Build(TestServer.Plain with { Urls = [url] }, new ServerParts(new StubModel(), null, TimeProvider.System, null), CancellationToken.None));

    [Fact]
    public async Task With_TLS_and_a_key_another_address_is_listened_at()
    {
        using var folder = new TempFolder();
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=localhost", key, System.Security.Cryptography.HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        var options = TestServer.Plain with
        {
            Urls = ["https://0.0.0.0:0"],
            Tls = new() { Certificate = folder.Write("c.pem", certificate.ExportCertificatePem()).FullName, Key = folder.Write("k.pem", key.ExportPkcs8PrivateKeyPem()).FullName },
            Access = new() { ApiKeys = [new() { Name = "a", Sha256 = new string('a', 64) }] },
        };
        await using var server = await TestServer.StartAsync(options);
        using var client = new HttpClient(new SocketsHttpHandler { SslOptions = new() { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString() }, UseProxy = false });

        var answer = await client.GetAsync(server.Url.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal) + "/v1/model", TestContext.Current.CancellationToken);

        Assert.Equal(401, (int)answer.StatusCode);
    }

    [Fact]
    public void Settings_that_cannot_be_used_stop_the_start()
    {
        void Refused(string code, ServerOptions options) => Fails.With(code, () => CafeMedServer.Build(options, new ServerParts(new StubModel(), null, TimeProvider.System, null), CancellationToken.None));

        Refused("CM6036", TestServer.Plain with { Cors = new() { Origins = ["*"] } });
        Refused("CM6036", TestServer.Plain with { Cors = new() { Origins = ["ehr.example.org"] } });
        Refused("CM6036", TestServer.Plain with { Access = new() { ApiKeys = [new() { Name = "a", Sha256 = "short" }] } });
        Refused("CM6036", TestServer.Plain with { Access = new() { Issuers = [new() { Issuer = "x" }] } });
        Refused("CM6036", TestServer.Plain with { Access = new() { Issuers = [new() { Issuer = "x", Jku = "http://elsewhere.example.org/k" }] } });
        Refused("CM6033", TestServer.Plain with { Access = new() { Issuers = [new() { Issuer = "x", Jwks = "/no/such/file" }] } });
        Refused("CM6036", TestServer.Plain with { Fhir = new() { Servers = ["http://fhir.example.org/r4"] } });
    }

    [Fact]
    public async Task An_address_in_use_is_a_fault()
    {
        await using var first = await TestServer.StartAsync();

        var fault = (await Assert.ThrowsAsync<CafeMedException>(() => TestServer.StartAsync(TestServer.Plain with { Urls = [first.Url] }))).Fault;

        Assert.Equal("CM6035", fault.Code);
    }

    [Fact]
    public async Task Bytes_that_are_no_HTTP_do_no_harm()
    {
        await using var server = await TestServer.StartAsync();
        for (var seed = 0; seed < 20; seed++)
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", new Uri(server.Url).Port, TestContext.Current.CancellationToken);
            var noise = new byte[400];
            new Random(seed).NextBytes(noise);
            await client.GetStream().WriteAsync(seed % 2 == 0 ? noise : [.. Encoding.ASCII.GetBytes("POST /v1/checks HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n"), .. noise], TestContext.Current.CancellationToken);
        }

        Assert.Equal(200, (await server.GetAsync("/health/live")).Status);
    }
}
