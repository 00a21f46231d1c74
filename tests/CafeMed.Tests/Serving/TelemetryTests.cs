using System.Collections.Concurrent;
using System.Net;
using System.Text;
using CafeMed.Serving;

namespace CafeMed.Tests.Serving;

/// <summary>What a collector is sent.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task A_collector_gets_metrics_and_traces_and_nothing_of_a_patient()
    {
        const string name = "Wilhelmina-Xyzzy";
        await using var collector = new Collector();
        await using (var server = await TestServer.StartAsync(TestServer.Plain with { Telemetry = new() { Otlp = collector.Url, Protocol = "http/protobuf" } }, audit: new StubAudit()))
        {
            var patient = TestServer.JsonOf(StubModel.Someone(name, "I509", "Z7777"));
            (await server.PostAsync("/v1/recommendations", patient)).Ok();
            await server.PostAsync($"/v1/recommendations?patient={name}", patient);
            await server.GetAsync($"/v1/patients/{name}?who={name}");
            await server.PostAsync("/v1/checks", $$"""{"drugs":["{{name}}"],"diagnoses":["{{name}}"]}""", with: request => request.Headers.UserAgent.ParseAdd("Agent/1.0"));
            await server.PostAsync("/cds-services/order-select", CdsHooksTests.Order("order-select", name, CdsHooksTests.Draft("ibuprofen"), "\"medications\":null", user: name));
            await server.PostAsync("/v1/recommendations", $"{{\"{name}\": \"Z7777");
        }

        var (metrics, traces) = (collector.TextOf("/v1/metrics"), collector.TextOf("/v1/traces"));
        foreach (var words in new[] { "cafemed.request.duration", "cafemed.answers", "recommendation" })
            Assert.Contains(words, metrics, StringComparison.Ordinal);
        foreach (var words in new[] { "/v1/recommendations", "/cds-services/{id}" })
            Assert.Contains(words, traces, StringComparison.Ordinal);
        Assert.All(collector.Types, type => Assert.Equal("application/x-protobuf", type));
        foreach (var secret in new[] { "Xyzzy", "I509", "Z7777", "I50.9" })
            Assert.DoesNotContain(secret, metrics + traces, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Another_protocol_stops_the_start() => Fails.With("CM6036", () => CafeMedServer.Build(
        TestServer.Plain with { Telemetry = new() { Otlp = "http://127.0.0.1:1", Protocol = "smoke" } }, new ServerParts(new StubModel(), null, TimeProvider.System, null), CancellationToken.None));

    private sealed class Collector : IAsyncDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly ConcurrentQueue<(string Path, string? Type, byte[] Body)> _got = [];
        private readonly Task _serving;

        public Collector()
        {
            for (var port = 41_000 + Environment.ProcessId % 10_000; ; port++)
                try
                {
                    Url = $"http://127.0.0.1:{port}";
                    _listener.Prefixes.Clear();
                    _listener.Prefixes.Add(Url + "/");
                    _listener.Start();
                    break;
                }
                catch (HttpListenerException) when (port < 60_000)
                {
                    // Somebody else's.
                }
            _serving = ServeAsync();
        }

        public string Url { get; }

        public IEnumerable<string?> Types => _got.Select(one => one.Type);

        // Texts of protobuf are UTF-8 as they are.
        public string TextOf(string path) => string.Concat(_got.Where(one => one.Path == path).Select(one => Encoding.UTF8.GetString(one.Body)));

        public async ValueTask DisposeAsync()
        {
            _listener.Close();
            await _serving;
        }

        private async Task ServeAsync()
        {
            while (true)
                try
                {
                    var context = await _listener.GetContextAsync();
                    using var body = new MemoryStream();
                    await context.Request.InputStream.CopyToAsync(body);
                    _got.Enqueue((context.Request.RawUrl!, context.Request.ContentType, body.ToArray()));
                    context.Response.ContentType = "application/x-protobuf";
                    context.Response.Close();
                }
                catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
        }
    }
}
