using System.Net;
using System.Text;
using CafeMed.Cli.Show;
using CafeMed.Data.Names;
using CafeMed.Data;
using CafeMed.Serving.Checks;
using CafeMed.Tests.Data;
using CafeMed.Tests.Safety;

namespace CafeMed.Tests.Cli;

public sealed class VerifySafetyCommandTests : IDisposable
{
    private const string Columns = "id,group,drugs,allergies,diagnoses,expect,level,about\n";
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task The_engine_passes_and_its_misses_are_named()
    {
        var run = await CliRun.Of("verify-safety", "--json");

        Assert.Equal(0, run.Exit);
        Assert.True(run.Json.GetProperty("share").GetDouble() >= 0.95, run.Out);
        Assert.Equal(run.Json.GetProperty("of").GetInt32() - run.Json.GetProperty("passed").GetInt32(), run.Json.GetProperty("failed").GetArrayLength());
    }

    [Fact]
    public async Task Below_the_threshold_the_exit_code_is_5_and_the_bar_is_not_full()
    {
        var suite = _folder.Write("s.csv", Columns + "a,g,warfarin|ibuprofen,,,finding,3,warfarin|ibuprofen\nb,g,warfarin|ibuprofen,,,silent,2,\n").FullName;
        var run = await CliRun.Of("verify-safety", "--scenarios", suite);

        Assert.Equal(5, run.Exit);
        Assert.Contains("████████████░░░░░░░░░░░░  1 of 2", run.Out, StringComparison.Ordinal);
        Assert.Contains("FAILED", run.Out, StringComparison.Ordinal);
        Assert.Equal(0, (await CliRun.Of("verify-safety", "--scenarios", suite, "--threshold", "0.5")).Exit);
        Assert.Equal(2, (await CliRun.Of("verify-safety", "--threshold", "1.5")).Exit);
    }

    [Fact]
    public async Task A_live_server_is_asked_and_gets_the_same_score()
    {
        var service = new CheckService(Knowing.Shipped, new CodeMaps(), new CodeNames(), Knowing.Defaults);
        await using var server = Server.Start(body => JsonText.Of(service.Check(JsonText.Read<CheckRequest>(body))));

        var live = await CliRun.Of("verify-safety", "--endpoint", server.Address, "--json");
        var own = await CliRun.Of("verify-safety", "--json");

        Assert.Equal(own.Json.GetProperty("groups").GetRawText(), live.Json.GetProperty("groups").GetRawText());
        Assert.Equal(own.Json.GetProperty("of").GetInt32(), server.Asked);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("nothing of the kind")]
    [InlineData("{\"drugs\":[],\"findings\":[{\"severity\":\"loud\",\"codes\":[]}]}")]
    public async Task Another_answer_is_a_fault(string answer)
    {
        await using var server = Server.Start(_ => answer);

        (await CliRun.Of("verify-safety", "--endpoint", server.Address)).Faulted("CM7056");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_fault() => (await CliRun.Of("verify-safety", "--endpoint", "http://127.0.0.1:9")).Faulted("CM7055");

    public void Dispose() => _folder.Dispose();

    /// <summary>Answers checks on loopback until it is disposed.</summary>
    private sealed class Server : IAsyncDisposable
    {
        private readonly HttpListener _listener = new();
        private Task _serving = Task.CompletedTask;

        public string Address { get; private init; } = "";

        public int Asked { get; private set; }

        public static Server Start(Func<string, string> answer)
        {
            // A port that was free a moment ago; another may have taken it since, so a few are tried.
            for (var attempt = 0; ; attempt++)
            {
                using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
                probe.Start();
                var address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
                probe.Stop();
                var server = new Server { Address = address };
                server._listener.Prefixes.Add(address);
                try
                {
                    server._listener.Start();
                }
                catch (HttpListenerException) when (attempt < 5)
                {
                    continue;
                }
                server._serving = server.ServeAsync(answer);
                return server;
            }
        }

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _serving;
            _listener.Close();
        }

        private async Task ServeAsync(Func<string, string> answer)
        {
            while (_listener.IsListening)
            {
                HttpListenerContext context;
                try
                {
                    context = await _listener.GetContextAsync();
                }
                catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
                Asked++;
                Assert.Equal(("POST", "/v1/checks"), (context.Request.HttpMethod, context.Request.Url!.AbsolutePath));
                using var reader = new StreamReader(context.Request.InputStream);
                var bytes = Encoding.UTF8.GetBytes(answer(await reader.ReadToEndAsync()));
                await context.Response.OutputStream.WriteAsync(bytes);
                context.Response.Close();
            }
        }
    }
}
