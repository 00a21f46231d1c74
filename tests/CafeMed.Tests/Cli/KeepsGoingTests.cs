using System.Diagnostics;
using CafeMed.Learning.Storage;
using CafeMed.Learning.Training;
using CafeMed.Tests.Data;
using CafeMed.Tests.Learning;

namespace CafeMed.Tests.Cli;

/// <summary>Processes that are really killed, disks that are really full, threads that are really missing.</summary>
[Collection(TorchTests.Turn)]
public sealed class KeepsGoingTests(SmallRun small) : IClassFixture<SmallRun>, IDisposable
{
    // 28 training patients, two to a batch.
    private static readonly string[] Few = ["--epochs", "2", .. SmallRun.Quick, "--set", "trainer.batch=2"];
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "cafemed.exe" : "cafemed");

    private readonly TempFolder _folder = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private SmallDisk? _disk;

    [Fact]
    public async Task Killed_twice_in_the_middle_of_an_epoch_and_resumed_it_ends_with_the_bytes_of_an_unbroken_run()
    {
        var (whole, place) = (_folder.Sub("whole"), _folder.Sub("killed"));
        Assert.Equal(0, (await CliRun.Of(["train", "--cohort", small.Cohort, "--out", whole.FullName, .. Few])).Exit);

        var first = await KillAfter(place, 4, ["train", "--cohort", small.Cohort, "--out", place.FullName, "--checkpoint-seconds", "0", .. Few]);
        var second = await KillAfter(place, 16, ["train", "--resume", "--out", place.FullName, "--checkpoint-seconds", "0"]);
        var resumed = await CliRun.Of("train", "--resume", "--out", place.FullName);

        Assert.True(resumed.Exit == 0, resumed.Error);
        Assert.True(first.Batch > 0 || second.Batch > 0, "neither kill hit the middle of an epoch");
        Assert.True(second.Steps > first.Steps, "the second process began anew");
        Assert.Contains("going on after", resumed.Error, StringComparison.Ordinal);
        Same(whole, place);
        Assert.Empty(place.EnumerateFiles("*.tmp"));
    }

    [Fact]
    public async Task A_disk_that_fills_up_in_the_middle_leaves_the_last_checkpoint_whole_and_resuming_gives_the_bytes_of_an_unbroken_run()
    {
        var (whole, disk) = (_folder.Sub("whole"), Mount(6000));
        var (place, filler) = (new DirectoryInfo(Path.Combine(disk.FullName, "run")), Path.Combine(disk.FullName, "filler"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_ct);
        using var log = new StopAt(stop, "epoch 1 of at most 2");
        Assert.Equal(0, (await CliRun.Of(["train", "--cohort", small.Cohort, "--out", whole.FullName, .. Few])).Exit);
        Assert.Equal(130, (await CliRun.Of(["train", "--cohort", small.Cohort, "--out", place.FullName, .. Few], stop.Token, error: log)).Exit);
        var before = await File.ReadAllBytesAsync(Checkpoint(place).FullName, _ct);
        Fill(filler);

        var full = await CliRun.Of("train", "--resume", "--out", place.FullName, "--checkpoint-seconds", "0");

        full.Faulted("CM3010");
        Assert.Equal(before, await File.ReadAllBytesAsync(Checkpoint(place).FullName, _ct));
        Assert.Empty(place.EnumerateFiles("*.tmp"));
        File.Delete(filler);
        Assert.Equal(0, (await CliRun.Of("train", "--resume", "--out", place.FullName)).Exit);
        Same(whole, place);
    }

    [Fact]
    public async Task With_too_few_threads_it_stops_with_a_fault_before_anything_is_written_and_with_enough_of_them_it_ends()
    {
        var place = _folder.Sub("run");
        RequireOtherUser();
        Assert.Equal(0, Run("chmod", "777", _folder.Root.FullName).Exit);
        Assert.Equal(0, Run("chmod", "-R", "a+rX", small.Root).Exit);
        var seen = new List<int>();
        for (var threads = 8; threads <= 40 && !seen.Contains(0); threads += seen.Count > 6 ? 6 : 1)
        {
            var (exit, error) = await AsNobody(threads, ["train", "--cohort", small.Cohort, "--out", place.FullName, "--epochs", "1", .. SmallRun.Quick]);
            seen.Add(exit);
            if (exit == 0)
                break;
            // 134: the runtime itself wanted one more thread than there was, and ended the process. Nothing is written then either.
            Assert.True(exit is 3 or 134, $"{threads} threads, exit {exit}: {error}");
            if (exit == 3)
                Assert.StartsWith("CM3141: ", error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
            Assert.False(place.Exists && place.EnumerateFileSystemInfos().Any());
        }
        Assert.Contains(3, seen);
        Assert.Contains(0, seen);
        Assert.True(File.Exists(Path.Combine(place.FullName, "model.safetensors")));
    }

    // Kills with SIGKILL as soon as so many steps are saved.
    private async Task<TrainingState> KillAfter(DirectoryInfo place, int steps, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        while (!process.HasExited && (Checkpoint(place) is not { Exists: true } || StateOf(place).Steps < steps))
            await Task.Delay(5, _ct);
        process.Kill();
        await process.WaitForExitAsync(_ct);
        Assert.NotEqual(0, process.ExitCode);
        return StateOf(place);
    }

    // Whatever moment the process was killed at, this reads it.
    private static TrainingState StateOf(DirectoryInfo place)
    {
        using var snapshot = CheckpointFile.Read(Checkpoint(place)).Snapshot;
        return snapshot.State;
    }

    private static FileInfo Checkpoint(DirectoryInfo place) => new(Path.Combine(place.FullName, "checkpoint.safetensors"));

    private static void Same(DirectoryInfo whole, DirectoryInfo other) => Assert.All(
        ["metrics.json", "model.safetensors"],
        name => Assert.Equal(File.ReadAllBytes(Path.Combine(whole.FullName, name)), File.ReadAllBytes(Path.Combine(other.FullName, name))));

    private static void Fill(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Create);
            for (var block = new byte[4096]; ;)
                stream.Write(block);
        }
        catch (IOException)
        {
            Assert.True(File.Exists(file));
        }
    }

    private DirectoryInfo Mount(int kilobytes) => (_disk = SmallDisk.Over(_folder.Sub("disk"), kilobytes)).Folder;

    // No limit of processes binds root.
    private static void RequireOtherUser()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || Run("setpriv", "--reuid=61347", "--regid=61347", "--clear-groups", "prlimit", "--nproc=60:60", Program, "--version").Exit != 0)
            Assert.Skip("Needs setpriv and prlimit, which only root may use, and a program that others may read.");
    }

    private async Task<(int Exit, string Error)> AsNobody(int threads, string[] arguments)
    {
        var start = new ProcessStartInfo("setpriv", ["--reuid=61347", "--regid=61347", "--clear-groups", "prlimit", $"--nproc={threads}:{threads}", Program, .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(_ct), process.StandardError.ReadToEndAsync(_ct));
        await process.WaitForExitAsync(_ct).WaitAsync(TimeSpan.FromMinutes(1), _ct);
        await output;
        return (process.ExitCode, await error);
    }

    private static (int Exit, string Error) Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return (process.ExitCode, process.StandardError.ReadToEnd());
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return (-1, exception.Message);
        }
    }

    public void Dispose()
    {
        _disk?.Dispose();
        _folder.Dispose();
    }
}
