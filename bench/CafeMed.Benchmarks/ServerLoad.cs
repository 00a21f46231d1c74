using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace CafeMed.Benchmarks;

/// <summary>Loads a live server: 200 requests a second that do not wait for each other, then as many as it takes.</summary>
internal static class ServerLoad
{
    private const int PerSecond = 200;
    private const int Connections = 16;

    public static async Task<int> RunAsync(Uri server, string[] rest, TextWriter result)
    {
        // SECONDS and the server's PID.
        var (seconds, pid) = (rest.Length > 0 ? Number(rest[0]) : 20, rest.Length > 1 ? Number(rest[1]) : (int?)null);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 256 }) { BaseAddress = server, Timeout = TimeSpan.FromSeconds(30) };
        using var patients = JsonDocument.Parse(await client.GetStringAsync("/v1/patients"));
        var bodies = new List<byte[]>();
        foreach (var patient in patients.RootElement.EnumerateArray().Take(100))
            bodies.Add(await client.GetByteArrayAsync($"/v1/patients/{patient.GetProperty("id").GetString()}"));
        var orders = Enumerable.Range(0, 50).Select(Order).ToArray();
        var changed = bodies.Select(body => Encoding.UTF8.GetBytes($$"""{"changes":[{"change":"add-drug","drug":"ibuprofen"}],"patient":{{Encoding.UTF8.GetString(body)}}}""")).ToArray();
        result.WriteLine("| what | requests | per second | p50 ms | p95 ms | p99 ms | most ms | failed | server's CPU ms each | resident MB |");
        result.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var (name, path, set, rate) in new[]
        {
            ("advice (REST)", "/v1/recommendations", (IReadOnlyList<byte[]>)bodies, PerSecond), ("order-select with prefetch", "/cds-services/order-select", orders, PerSecond),
            ("check (REST)", "/v1/checks", [Encoding.UTF8.GetBytes("""{"drugs":["warfarin","ibuprofen","simvastatin","metformin"]}""")], PerSecond),
            // A person asks it, and it is two answers.
            ("what-if (REST)", "/v1/what-if", changed, PerSecond / 4),
        })
        {
            await ClosedAsync(client, path, set, Math.Min(5, seconds));
            await ToldAsync($"{name}, {rate} a second", () => OpenAsync(client, path, set, seconds, rate));
            await ToldAsync($"{name}, {Connections} connections without pause", () => ClosedAsync(client, path, set, seconds));
        }
        return 0;

        async Task ToldAsync(string name, Func<Task<List<double>>> run)
        {
            var before = Cpu(pid);
            var taken = await run();
            Tell(result, name, taken, seconds, (Cpu(pid) - before).TotalMilliseconds / taken.Count, pid is { } process ? Resident(process) / 1_000_000 : 0);
        }
    }

    private static TimeSpan Cpu(int? pid)
    {
        using var process = pid is { } of ? Process.GetProcessById(of) : null;
        return process?.TotalProcessorTime ?? default;
    }

    /// <summary>A whole number of the command line.</summary>
    public static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Resident memory of a process, in bytes.</summary>
    public static long Resident(int pid)
    {
        using var process = Process.GetProcessById(pid);
        return process.WorkingSet64;
    }

    // A request is sent when it is due, whether or not others have come back: what waits counts.
    private static async Task<List<double>> OpenAsync(HttpClient client, string path, IReadOnlyList<byte[]> bodies, int seconds, int rate)
    {
        var (all, watch) = (new List<Task<double>>(), Stopwatch.StartNew());
        for (var n = 0; n < seconds * rate; n++)
        {
            var due = TimeSpan.FromSeconds((double)n / rate);
            if (due - watch.Elapsed is { Ticks: > 0 } wait)
                await Task.Delay(wait);
            all.Add(OneAsync(client, path, bodies[n % bodies.Count], () => (watch.Elapsed - due).TotalMilliseconds));
        }
        return [.. await Task.WhenAll(all)];
    }

    private static async Task<List<double>> ClosedAsync(HttpClient client, string path, IReadOnlyList<byte[]> bodies, int seconds)
    {
        var watch = Stopwatch.StartNew();
        var workers = Enumerable.Range(0, Connections).Select(async worker =>
        {
            var taken = new List<double>();
            for (var n = worker; watch.Elapsed.TotalSeconds < seconds; n += Connections)
            {
                var start = watch.Elapsed;
                taken.Add(await OneAsync(client, path, bodies[n % bodies.Count], () => (watch.Elapsed - start).TotalMilliseconds));
            }
            return taken;
        });
        return [.. (await Task.WhenAll(workers)).SelectMany(taken => taken)];
    }

    private static async Task<double> OneAsync(HttpClient client, string path, byte[] body, Func<double> taken)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await client.PostAsync(path, content);
        await response.Content.ReadAsByteArrayAsync();
        return response.IsSuccessStatusCode ? taken() : double.NaN;
    }

    private static void Tell(TextWriter result, string name, List<double> taken, int seconds, double cpu, long resident)
    {
        var good = taken.Where(double.IsFinite).Order().ToArray();
        string At(double share) => good.Length == 0 ? "-" : good[Math.Min(good.Length - 1, (int)(share * good.Length))].ToString("0.0", CultureInfo.InvariantCulture);
        result.WriteLine($"| {name} | {taken.Count} | {(double)good.Length / seconds:0} | {At(0.5)} | {At(0.95)} | {At(0.99)} | {At(1)} | {taken.Count - good.Length} | {cpu.ToString("0.00", CultureInfo.InvariantCulture)} | {resident} |");
    }

    private static byte[] Order(int n)
    {
        string[] drafts = ["ibuprofen", "simvastatin", "amoxicillin", "digoxin", "metformin"];
        var drugs = string.Join(",", new[] { "11289", "6809", "17767", "7646", "29046", "20352" }.Select((rx, i) =>
            $$$$"""{"resource":{"resourceType":"MedicationRequest","id":"m{{{{i}}}}","status":"active","intent":"order","subject":{"reference":"Patient/p{{{{n}}}}"},"medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"{{{{rx}}}}"}]}}}"""));
        return Encoding.UTF8.GetBytes($$$"""
            {"hook":"order-select","hookInstance":"load-{{{n}}}","context":{"userId":"Practitioner/u","patientId":"p{{{n}}}",
             "draftOrders":{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"MedicationRequest","id":"d1","status":"draft","medicationCodeableConcept":{"text":"{{{drafts[n % drafts.Length]}}}"} } }]} },
             "prefetch":{"medications":{"resourceType":"Bundle","entry":[{{{drugs}}}]},"statements":null,"allergies":null,
              "conditions":{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Condition","subject":{"reference":"Patient/p{{{n}}}"},"code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"I50.9"}]} } }]} } }
            """);
    }
}
