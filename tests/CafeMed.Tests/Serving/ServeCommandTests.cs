using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using CafeMed.Serving.Audit;
using CafeMed.Tests.Cli;
using CafeMed.Tests.Data;

namespace CafeMed.Tests.Serving;

/// <summary>The built program serves a real bundle, and is killed, stopped and asked again.</summary>
[Collection(Learning.TorchTests.Turn)]
public sealed class ServeCommandTests(SmallRun small) : IClassFixture<SmallRun>, IDisposable
{
    private const int Enough = 60;
    private readonly TempFolder _place = new();

    private string Store => _place.File("audit.db").FullName;

    [Fact]
    public async Task Killed_twice_under_load_it_lost_no_acknowledged_answer()
    {
        var bundle = await BundleAsync();
        var acknowledged = new ConcurrentDictionary<string, byte[]>();
        for (var round = 1; round <= 2; round++)
        {
            await using var served = await ServedProcess.StartAsync("--bundle", bundle, "--audit", Store, "--patients", small.Cohort);
            var patients = await PatientsAsync(served);
            // Ends by the kill, which breaks off the requests that were under way.
            var clients = Enumerable.Range(0, 8).Select(client => Task.Run(async () =>
            {
                try
                {
                    for (var n = client; ; n++)
                        await AskAsync(served, patients[n % patients.Length], acknowledged);
                }
                catch (Exception exception) when (exception is HttpRequestException or IOException)
                {
                    return;
                }
            }, TestContext.Current.CancellationToken)).ToArray();
            while (acknowledged.Count < round * Enough && !clients.Any(client => client.IsCompleted))
                await Task.Delay(5, TestContext.Current.CancellationToken);
            await served.KillAsync();
            await Task.WhenAll(clients);
            Assert.True(acknowledged.Count >= round * Enough, served.Said);
        }
        await using (var again = await ServedProcess.StartAsync("--bundle", bundle, "--audit", Store, "--patients", small.Cohort))
        {
            await AskAsync(again, (await PatientsAsync(again))[0], acknowledged);
            again.Term();
            Assert.Equal(0, await again.EndAsync());
        }

        var verified = await CliRun.Of("audit", "verify", "--store", Store, "--json");
        Assert.True(verified.Exit == 0, verified.Out + verified.Error);
        Assert.True(verified.Json.GetProperty("records").GetInt64() >= acknowledged.Count);
        using var reader = await AuditReader.OpenAsync(new AuditOptions { Store = Store }, TestContext.Current.CancellationToken);
        foreach (var (id, answer) in acknowledged)
            Assert.Equal(answer, (await reader.FindAsync(id, TestContext.Current.CancellationToken)).Answer!.Value.ToArray());
    }

    [Fact]
    public async Task Asked_to_stop_it_finishes_what_is_under_way_and_ends_with_0_and_the_answer_can_be_given_again()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("There is no SIGTERM.");
        var bundle = await BundleAsync();
        await using var served = await ServedProcess.StartAsync("--bundle", bundle, "--audit", Store, "--patients", small.Cohort);
        var body = Encoding.UTF8.GetBytes((await PatientsAsync(served))[0]);
        using var slow = new TcpClient();
        await slow.ConnectAsync("127.0.0.1", served.Port, TestContext.Current.CancellationToken);
        var stream = slow.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /v1/recommendations HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n"), TestContext.Current.CancellationToken);
        await stream.WriteAsync(body.AsMemory(0, 20), TestContext.Current.CancellationToken);
        // Asked after it: so the first one has begun.
        (await served.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        await Task.Delay(200, TestContext.Current.CancellationToken);

        served.Term();
        await Task.Delay(300, TestContext.Current.CancellationToken);
        await stream.WriteAsync(body.AsMemory(20), TestContext.Current.CancellationToken);
        var answer = await new StreamReader(stream, Encoding.UTF8).ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.EndsWith("}", answer, StringComparison.Ordinal);
        Assert.True(await served.EndAsync() == 0, served.Said);
        var id = answer.Split('\n').Single(line => line.StartsWith("X-CafeMed-Audit: ", StringComparison.OrdinalIgnoreCase))[17..].Trim();
        var replayed = await CliRun.Of("replay", id, "--bundle", bundle, "--store", Store, "--json");
        Assert.True(replayed.Exit == 0, replayed.Out + replayed.Error);
        Assert.True(replayed.Json.GetProperty("same").GetBoolean());
        // The end of the chain is signed: nothing can be cut off it unseen.
        Assert.Equal(0, (await CliRun.Of("audit", "verify", "--store", Store, "--json")).Json.GetProperty("unanchored").GetInt64());
    }

    [Fact]
    public async Task A_bundle_that_is_none_is_a_fault()
    {
        var run = await CliRun.Of("serve", "--bundle", small.File("no.cafemed", "no"), "--audit", "none", "--urls", "http://127.0.0.1:0");

        run.Faulted("CM5002");
    }

    public void Dispose() => _place.Dispose();

    private async Task<string> BundleAsync()
    {
        var file = small.Place("served.cafemed");
        if (!File.Exists(file))
            Assert.Equal(0, (await CliRun.Of("export", "--run", small.Run, "--out", file)).Exit);
        return file;
    }

    private static async Task<string[]> PatientsAsync(ServedProcess served)
    {
        using var list = JsonDocument.Parse(await served.Client.GetStringAsync("/v1/patients", TestContext.Current.CancellationToken));
        var patients = new List<string>();
        foreach (var patient in list.RootElement.EnumerateArray().Take(10))
            patients.Add(await served.Client.GetStringAsync($"/v1/patients/{patient.GetProperty("id").GetString()}", TestContext.Current.CancellationToken));
        return [.. patients];
    }

    private static async Task AskAsync(ServedProcess served, string patient, ConcurrentDictionary<string, byte[]> acknowledged)
    {
        using var response = await served.PostAsync("/v1/recommendations", patient);
        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, Encoding.UTF8.GetString(body));
        acknowledged[response.Headers.GetValues("X-CafeMed-Audit").Single()] = body;
    }
}
