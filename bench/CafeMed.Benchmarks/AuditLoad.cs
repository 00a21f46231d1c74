using System.Diagnostics;
using System.Globalization;
using CafeMed.Serving.Audit;

namespace CafeMed.Benchmarks;

/// <summary>Records a second and the waiting for one, by the number of concurrent callers. The store must be new: `audit FILE|CONNECTION [KEYFILE] [SECONDS]`.</summary>
internal static class AuditLoad
{
    private const int InputBytes = 4096;
    private const int AnswerBytes = 8192;

    public static async Task<int> RunAsync(string store, string? keyFile, double seconds)
    {
        Console.WriteLine($"| callers | records/s | p50 ms | p99 ms | max ms |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var callers in new[] { 1, 8, 64, 256 })
        {
            await using var log = await AuditLog.OpenAsync(new AuditOptions { Store = store, KeyFile = keyFile }, TimeProvider.System, CancellationToken.None);
            await LoadAsync(log, callers, 0.5);
            var (elapsed, waits) = await LoadAsync(log, callers, seconds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {callers} | {waits.Length / elapsed:#,0} | {At(waits, 0.5):0.00} | {At(waits, 0.99):0.00} | {waits[^1]:0.0} |"));
        }
        using var reader = await AuditReader.OpenAsync(new AuditOptions { Store = store, KeyFile = keyFile }, CancellationToken.None);
        var watch = Stopwatch.StartNew();
        var verdict = await reader.VerifyAsync(null, null, null, CancellationToken.None);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nVerified {verdict.Records:#,0} records in {watch.Elapsed.TotalSeconds:0.0} s ({verdict.Records / watch.Elapsed.TotalSeconds:#,0} a second): {(verdict.Whole ? "whole" : "BROKEN")}."));
        return verdict.Whole ? 0 : 1;
    }

    private static double At(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];

    private static async Task<(double Seconds, double[] Milliseconds)> LoadAsync(AuditLog log, int callers, double seconds)
    {
        var facts = new AuditFacts("order-select", 3, [new("6f1ed002-ab5c-4d63-9e8e-68c1d40c3f5d", "warning", "interactions")]).ToJson();
        var (input, answer) = (new byte[InputBytes], new byte[AnswerBytes]);
        var watch = Stopwatch.StartNew();
        var waits = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var mine = new List<double>();
            for (var i = 0; watch.Elapsed.TotalSeconds < seconds; i++)
            {
                var from = Stopwatch.GetTimestamp();
                await log.AppendAsync(new AuditEntry("cds-hooks/order-select", $"patient {(caller * 7919 + i) % 5000}", "9f86d081884c7d65", TimeProvider.System.GetUtcNow(), input, answer, facts), CancellationToken.None);
                mine.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }
            return mine;
        })));
        return (watch.Elapsed.TotalSeconds, [.. waits.SelectMany(one => one).Order()]);
    }
}
