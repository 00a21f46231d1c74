using System.Diagnostics;
using System.Text.Json;
using CafeMed.Tests.Serving;

namespace CafeMed.Benchmarks;

/// <summary>Sends damaged requests to a live server: none may be answered with 500, and it must not grow.</summary>
internal static class ServerFuzz
{
    private const int AtOnce = 4;

    public static async Task<int> RunAsync(Uri server, string[] rest, TextWriter result)
    {
        // REQUESTS and the server's PID.
        var (requests, pid) = (rest.Length > 0 ? ServerLoad.Number(rest[0]) : 10_000, rest.Length > 1 ? ServerLoad.Number(rest[1]) : (int?)null);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = server };
        using var patients = JsonDocument.Parse(await client.GetStringAsync("/v1/patients"));
        var id = patients.RootElement[0].GetProperty("id").GetString()!;
        var fuzz = new RequestFuzz(RequestFuzz.Seeds(await client.GetStringAsync($"/v1/patients/{id}"), id));
        var (statuses, bad, sizes, watch, gate) = (new SortedDictionary<int, int>(), new List<string>(), new List<long>(), Stopwatch.StartNew(), new Lock());
        for (var part = 0; part < 10; part++)
        {
            await Parallel.ForEachAsync(Enumerable.Range(part * requests / 10, requests / 10), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (seed, ct) =>
            {
                using var request = fuzz.Next(seed);
                using var response = await client.SendAsync(request, ct);
                var body = await response.Content.ReadAsStringAsync(ct);
                lock (gate)
                {
                    var status = (int)response.StatusCode;
                    statuses[status] = statuses.GetValueOrDefault(status) + 1;
                    if (status >= 500)
                        bad.Add($"seed {seed}: {status} {body}");
                }
            });
            sizes.Add(pid is { } process ? ServerLoad.Resident(process) : 0);
        }
        result.WriteLine($"{requests} damaged requests in {watch.Elapsed.TotalSeconds:0.0} s");
        foreach (var (status, count) in statuses)
            result.WriteLine($"| {status} | {count} |");
        if (pid is not null)
            result.WriteLine($"resident MB after each tenth: {string.Join(", ", sizes.Select(size => size / 1_000_000))}");
        foreach (var line in bad.Take(20))
            result.WriteLine(line);
        return bad.Count == 0 && (await client.GetAsync("/health/ready")).IsSuccessStatusCode ? 0 : 1;
    }
}
