using System.Diagnostics;
using System.Globalization;
using CafeMed.Data;

namespace CafeMed.Benchmarks;

/// <summary>Imports data sets of several sizes, each in a process of its own, and prints a row of a table for each: <c>import-size DIR 4 10 40</c> (million prescriptions).</summary>
internal static class ImportSize
{
    /// <summary>Runs <c>import-size</c>, or the import of one size that it starts.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["import-one", var root, var output])
            return await ImportAsync(new(root), new(output));
        if (args is ["import-make", var made, var size])
        {
            Mimic4Files.Write(Directory.CreateDirectory(made), (long)(1e6 * double.Parse(size, CultureInfo.InvariantCulture)), Drugs());
            return 0;
        }
        var place = new DirectoryInfo(args[1]);
        Console.WriteLine("| million prescription rows | visits | patients | shards | s | CPU s | peak MB | load before | load after |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var millions in args[2..])
        {
            // Files that import-make made before, in quieter or louder times, are read as they are.
            var source = new DirectoryInfo(Path.Combine(place.FullName, $"mimic-{millions}"));
            if (!source.Exists)
                Mimic4Files.Write(Directory.CreateDirectory(source.FullName), (long)(1e6 * double.Parse(millions, CultureInfo.InvariantCulture)), Drugs());
            var load = Load();
            using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["import-one", source.FullName, Path.Combine(place.FullName, $"cohort-{millions}")]) { RedirectStandardOutput = true })!;
            var said = await child.StandardOutput.ReadToEndAsync();
            await child.WaitForExitAsync();
            Console.WriteLine($"| {millions} | {said.Trim()} | {load} | {Load()} |");
            source.Delete(recursive: true);
        }
        return 0;
    }

    private static async Task<int> ImportAsync(DirectoryInfo root, DirectoryInfo output)
    {
        var watch = Stopwatch.StartNew();
        var progress = new Progress<ImportProgress>(value => Console.Error.WriteLine($"[{watch.Elapsed.TotalSeconds,6:0.0} s] {value}"));
        var receipt = await new CohortImport(new Mimic4(), "mimic4", new ImportOptions(), new CohortCriteria()).RunAsync(root, output, progress, CancellationToken.None);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{receipt.Visits:#,0} | {receipt.Patients:#,0} | {receipt.Shards.Length} | {watch.Elapsed.TotalSeconds:0.0} | {self.TotalProcessorTime.TotalSeconds:0.0} | {self.PeakWorkingSet64 / 1e6:0}"));
        return 0;
    }

    private static List<string> Drugs()
    {
        using var stream = typeof(Mimic4).Assembly.GetManifestResourceStream("drug_to_atc.csv")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Skip(1).Where(line => !line.StartsWith('"') && line.Contains(',', StringComparison.Ordinal)).Select(line => line.Split(',')[0])];
    }

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "?";
}
