using System.Runtime.InteropServices;

namespace CafeMed.Cli.Runs;

/// <summary>What the program runs on.</summary>
internal static class Machine
{
    /// <summary>Bytes of memory that the process may use.</summary>
    public static long Memory => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>Processor, cores, memory and operating system, in one line.</summary>
    public static string Describe() =>
        $"{Processor()}, {Show.Figures.Of(Environment.ProcessorCount, "core")}, {Memory / (1024.0 * 1024 * 1024):0.0} GiB, {RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}, .NET {Environment.Version}";

    private static string Processor()
    {
        const string list = "/proc/cpuinfo";
        var line = File.Exists(list) ? File.ReadLines(list).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? "unknown processor";
    }
}
