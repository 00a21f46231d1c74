using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CafeMed.Data;
using CafeMed.Serving;
using CafeMed.Serving.Audit;
using CafeMed.Serving.Options;
using Microsoft.AspNetCore.Builder;

namespace CafeMed.Tests.Serving;

/// <summary>A real server on a port of loopback that the system chose, and a client of it.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    public static readonly ServerOptions Plain = new() { Urls = ["http://127.0.0.1:0"], Limits = new() { RequestsPerSecond = 1_000_000, Burst = 1_000_000, ShutdownSeconds = 5 } };

    private TestServer(WebApplication app, LogLines log)
    {
        (App, Log) = (app, log);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public WebApplication App { get; }

    public LogLines Log { get; }

    public HttpClient Client { get; }

    public string Url => App.Urls.First().TrimEnd('/');

    public static async Task<TestServer> StartAsync(ServerOptions? options = null, IModelSource? model = null, IAuditLog? audit = null, TimeProvider? time = null)
    {
        var log = new LogLines();
        var app = CafeMedServer.Build(options ?? Plain, new ServerParts(model ?? new StubModel(), audit, time ?? TimeProvider.System, log), TestContext.Current.CancellationToken);
        await CafeMedServer.ListenAsync(app, TestContext.Current.CancellationToken);
        return new TestServer(app, log);
    }

    public static string JsonOf(Patient patient) => PatientFile.Write(patient, TimeProvider.System);

    public async Task<Answer> PostAsync(string path, string body, string type = "application/json", string? bearer = null, Action<HttpRequestMessage>? with = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (bearer is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {bearer}");
        with?.Invoke(request);
        return await Answer.OfAsync(await Client.SendAsync(request, TestContext.Current.CancellationToken));
    }

    public async Task<Answer> GetAsync(string path) => await Answer.OfAsync(await Client.GetAsync(path, TestContext.Current.CancellationToken));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
    }

    /// <summary>The log so far; it may grow while it is read.</summary>
    internal sealed class LogLines : StringWriter
    {
        private readonly Lock _lines = new();

        public override void WriteLine(string? value)
        {
            lock (_lines)
                base.WriteLine(value);
        }

        public override string ToString()
        {
            lock (_lines)
                return base.ToString();
        }
    }

    internal sealed record Answer(int Status, string Body, HttpResponseMessage Response)
    {
        public JsonElement Json => JsonDocument.Parse(Body).RootElement;

        public static async Task<Answer> OfAsync(HttpResponseMessage response) =>
            new((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response);

        public JsonElement Ok()
        {
            Assert.True(Status == 200, $"{Status}: {Body}");
            return Json;
        }

        /// <summary>A problem with the code of a fault, and without a trace of where it was found.</summary>
        public JsonElement Refused(int status, string code)
        {
            Assert.True(Status == status, $"{Status} instead of {status}: {Body}");
            Assert.Equal("application/problem+json", Response.Content.Headers.ContentType?.MediaType);
            Assert.Equal($"urn:cafemed:fault:{code}", Json.GetProperty("type").GetString());
            Assert.Equal(status, Json.GetProperty("status").GetInt32());
            Assert.NotEmpty(Json.GetProperty("hint").GetString()!);
            Assert.DoesNotContain("   at ", Body, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", Body, StringComparison.Ordinal);
            return Json;
        }
    }
}
