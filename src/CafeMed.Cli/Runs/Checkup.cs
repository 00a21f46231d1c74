using System.Runtime.InteropServices;
using CafeMed.Data;
using CafeMed.Learning;

namespace CafeMed.Cli.Runs;

/// <summary>One line of the doctor's.</summary>
/// <param name="State">ok, warn or bad.</param>
/// <param name="What">What was looked at.</param>
/// <param name="Found">What was found.</param>
/// <param name="Advice">What to do, or <see langword="null"/>.</param>
internal sealed record Checkup(string State, string What, string Found, string? Advice = null)
{
    public const string Ok = "ok";
    public const string Warn = "warn";
    public const string Bad = "bad";
    private const double GiB = 1024.0 * 1024 * 1024;

    /// <summary>Looks at everything.</summary>
    /// <param name="runs">The folder that runs will be written below.</param>
    public static IEnumerable<Checkup> Of(DirectoryInfo runs) =>
    [
        new(Ok, ".NET", $"{Environment.Version} on {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}"),
        new(Ok, "cores", $"{Environment.ProcessorCount}", Environment.ProcessorCount < 2 ? "It will do; training takes about twice the time." : null),
        Memory(),
        Try("native torch", TorchRuns, "The native library needs 64-bit Linux with glibc and libstdc++ (eng/TorchGlibcxxCompat.targets), macOS or Windows. Build again on this machine with `dotnet build -c Release`."),
        Try("DuckDB", DuckDbOpens, "Build again on this machine with `dotnet build -c Release`, so that the native library for it is restored."),
        new(Ok, "GPU", Gpu()),
        Room("temporary folder", new DirectoryInfo(Path.GetTempPath()), "Point TMPDIR at a folder with room: large data sets are copied there while they are read."),
        Room("runs", Nearest(runs), "Write runs elsewhere with --out."),
        Writable(runs),
        new(Ok, "colours", Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } ? "off, NO_COLOR is set" : "on a terminal; NO_COLOR=1 turns them off"),
    ];

    private static Checkup Memory()
    {
        var size = Machine.Memory / GiB;
        return size switch
        {
            < 1 => new(Bad, "memory", $"{size:0.0} GiB", "Give it 2 GiB or more: the synthetic demo needs about 1."),
            < 4 => new(Warn, "memory", $"{size:0.0} GiB", "Enough for the demos; full data sets want 8 GiB or more."),
            _ => new(Ok, "memory", $"{size:0.0} GiB"),
        };
    }

    private static Checkup Try(string what, Func<string> check, string advice)
    {
        try
        {
            return new(Ok, what, check());
        }
        catch (Exception exception)
        {
            return new(Bad, what, $"{exception.GetBaseException().Message.Split('\n')[0]}", advice);
        }
    }

    private static string TorchRuns() => Compute.Check() is 8
        ? $"loads; a forward and a backward pass are right"
        : throw new InvalidOperationException("a small matrix product has a wrong gradient");

    private static string DuckDbOpens()
    {
        using var store = new DuckStore();
        return "opens";
    }

    private static string Gpu() => File.Exists("/proc/driver/nvidia/version") || Directory.EnumerateFileSystemEntries("/dev", "nvidia0").Any()
        ? "there is one; it is not used, this version computes on the processor"
        : "none seen, and none needed: this version computes on the processor";

    private static Checkup Room(string what, DirectoryInfo folder, string advice)
    {
        try
        {
            var free = new DriveInfo(folder.FullName).AvailableFreeSpace / GiB;
            return free switch
            {
                < 0.1 => new(Bad, $"room for {what}", $"{free:0.00} GiB free at {folder.FullName}", advice),
                < 2 => new(Warn, $"room for {what}", $"{free:0.00} GiB free at {folder.FullName}", advice),
                _ => new(Ok, $"room for {what}", $"{free:0} GiB free at {folder.FullName}"),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new(Warn, $"room for {what}", exception.Message.Split('\n')[0], advice);
        }
    }

    private static Checkup Writable(DirectoryInfo runs)
    {
        var made = Nearest(runs);
        try
        {
            var probe = Path.Combine(made.FullName, $".cafemed-{Guid.NewGuid():n}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return new(Ok, "runs folder", $"{runs.FullName} can be written");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(Bad, "runs folder", exception.Message.Split('\n')[0], "Write runs elsewhere with --out, or change the folder's rights.");
        }
    }

    // The folder itself, or the first one above it that is there.
    private static DirectoryInfo Nearest(DirectoryInfo folder)
    {
        while (!folder.Exists && folder.Parent is { } parent)
            folder = parent;
        return folder;
    }
}
