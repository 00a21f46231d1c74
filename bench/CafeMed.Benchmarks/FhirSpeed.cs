using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using CafeMed.Data;

namespace CafeMed.Benchmarks;

/// <summary>How fast FHIR is read, and in how much memory: <c>fhir-speed BUNDLES COPIES ndjson|bundle</c>. The export is made of the bundles, every identifier new in each copy.</summary>
public static partial class FhirSpeed
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [_, var bundles, var text, "ndjson" or "bundle"] || !int.TryParse(text, CultureInfo.InvariantCulture, out var copies))
        {
            Console.Error.WriteLine("fhir-speed BUNDLES COPIES ndjson|bundle");
            return 2;
        }
        var folder = Directory.CreateTempSubdirectory("cafemed-fhir-speed-");
        try
        {
            var (resources, bytes) = Write(new DirectoryInfo(bundles), copies, folder, args[3] == "bundle");
            var receipt = new ReceiptBuilder();
            using var process = Process.GetCurrentProcess();
            process.Refresh();
            var (clock, cpu, events) = (Stopwatch.StartNew(), process.TotalProcessorTime, 0L);
            TimeSpan? first = null;
            await foreach (var _ in new FhirExport().ReadAsync(folder, new ImportOptions(), receipt, CancellationToken.None))
            {
                first ??= clock.Elapsed;
                events++;
            }
            process.Refresh();
            var used = (process.TotalProcessorTime - cpu).TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {args[3]} | {resources:#,0} | {bytes / 1e6:0} MB | {events:#,0} | {clock.Elapsed.TotalSeconds:0.0} s | {used:0.0} s | {resources / used:#,0} | {process.PeakWorkingSet64 / 1e6:0} MB |"));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (long Resources, long Bytes) Write(DirectoryInfo bundles, int copies, DirectoryInfo folder, bool bundle)
    {
        var resources = bundles.EnumerateFiles("*.json.gz").OrderBy(file => file.Name, StringComparer.Ordinal).SelectMany(Resources).ToArray();
        var file = new FileInfo(Path.Combine(folder.FullName, bundle ? "all.json" : "all.ndjson"));
        using (var writer = new StreamWriter(file.FullName))
        {
            writer.Write(bundle ? "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[\n" : "");
            for (var copy = 0; copy < copies; copy++)
                foreach (var resource in resources)
                {
                    var text = Identifier().Replace(resource, $"$0-{copy}");
                    writer.Write(bundle ? $"{(copy == 0 && ReferenceEquals(resource, resources[0]) ? "" : ",")}{{\"resource\":{text}}}\n" : $"{text}\n");
                }
            writer.Write(bundle ? "]}\n" : "");
        }
        file.Refresh();
        return ((long)resources.Length * copies, file.Length);
    }

    private static IEnumerable<string> Resources(FileInfo file)
    {
        using var zip = new GZipStream(file.OpenRead(), CompressionMode.Decompress);
        using var document = JsonDocument.Parse(zip);
        return [.. document.RootElement.GetProperty("entry").EnumerateArray().Select(entry => JsonSerializer.Serialize(entry.GetProperty("resource")))];
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Identifier();
}
