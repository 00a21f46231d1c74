using System.Diagnostics;
using System.Globalization;
using CafeMed.Data;
using CafeMed.Data.Pickle;

namespace CafeMed.Benchmarks;

/// <summary>Damaged input by the million: <c>fuzz pickle|ndjson|values|bundle|csv|events|mimic3 CASES SEED</c>. Anything but a value or a fault with a code is shown with its bytes and ends the run.</summary>
public static class Fuzz
{
    private static readonly byte[] s_telling = [0, 1, 0x7F, 0x80, 0xFF, (byte)'.', (byte)'"', (byte)'{', (byte)'[', (byte)'(', (byte)'\n', (byte)',', (byte)'R', (byte)'c', (byte)'b', 0x93, 0x8E];

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [_, var what, var text, var seedText] || !int.TryParse(text, CultureInfo.InvariantCulture, out var cases) || !int.TryParse(seedText, CultureInfo.InvariantCulture, out var seed))
        {
            Console.Error.WriteLine("fuzz pickle|ndjson|values|bundle|csv|events|mimic3 CASES SEED");
            return 2;
        }
        var (random, outcomes, slowest, clock) = (new Random(seed), new SortedDictionary<string, long>(StringComparer.Ordinal), 0L, Stopwatch.StartNew());
        var folder = Directory.CreateTempSubdirectory("cafemed-fuzz-");
        try
        {
            foreach (var run in FuzzCases.Of(what, cases, random, folder, Change))
            {
                var start = Stopwatch.GetTimestamp();
                foreach (var (outcome, times) in run.Target is null ? [(await OutcomeAsync(run).ConfigureAwait(false), run.Cases)] : await FuzzRows.OutcomesAsync(run).ConfigureAwait(false))
                    outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + times;
                slowest = Math.Max(slowest, Stopwatch.GetTimestamp() - start);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {what} | {outcomes.Values.Sum():#,0} | {seed} | {string.Join(", ", outcomes.Select(pair => $"{pair.Key} {pair.Value:#,0}"))} | {Stopwatch.GetElapsedTime(0, slowest).TotalSeconds:0.00} s | {clock.Elapsed.TotalSeconds:0} s | {process.PeakWorkingSet64 / 1e6:0} MB |"));
        return 0;
    }

    private static async Task<string> OutcomeAsync(FuzzCase run)
    {
        try
        {
            if (run.Pickle is { } bytes)
                PickleReader.Read(bytes, "fuzz", null, CancellationToken.None);
            else
                await foreach (var _ in run.Connector!.ReadAsync(run.Root!, new ImportOptions(), new ReceiptBuilder(), CancellationToken.None).ConfigureAwait(false))
                    continue;
            return "read";
        }
        catch (CafeMedException exception)
        {
            return exception.Fault.Code;
        }
        catch (Exception exception)
        {
            Console.Error.WriteLine($"{exception}\n{Convert.ToBase64String(run.Shown)}");
            throw;
        }
    }

    private static byte[] Change(byte[] bytes, byte[] other, Random random)
    {
        for (var left = random.Next(1, 9); left > 0; left--)
        {
            if (bytes.Length == 0)
                return [(byte)random.Next(256)];
            var at = random.Next(bytes.Length);
            var end = Math.Min(bytes.Length, at + 1 + random.Next(16));
            bytes = random.Next(12) switch
            {
                < 4 => With(bytes, at, (byte)random.Next(256)),
                < 7 => With(bytes, at, s_telling[random.Next(s_telling.Length)]),
                7 => [.. bytes[..at], .. bytes[end..]],
                8 => [.. bytes[..end], .. bytes[at..]],
                9 => [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]],
                10 => random.Next(4) == 0 ? bytes[..at] : bytes,
                _ => random.Next(4) == 0 ? [.. bytes[..at], .. other.AsSpan(Math.Min(at, other.Length))] : bytes,
            };
        }
        return bytes;
    }

    private static byte[] With(byte[] bytes, int at, byte value)
    {
        byte[] copy = [.. bytes];
        copy[at] = value;
        return copy;
    }
}
