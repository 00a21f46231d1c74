using System.Diagnostics;
using CafeMed.Tests.Data;

namespace CafeMed.Tests.Cli;

// Real processes: two at once, and one that is killed.
public sealed class BenchProcessTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Two_processes_write_the_leaderboard_of_one_and_a_killed_one_is_gone_on_with()
    {
        var ct = TestContext.Current.CancellationToken;
        using (var killed = Start("two", 2))
        {
            // Two are at work when the first piece is finished.
            var runs = Path.Combine(Place("two"), "runs");
            while (!killed.HasExited && (!Directory.Exists(runs) || Directory.GetFiles(runs, "*.json").Length == 0))
                await Task.Delay(20, ct);
            Assert.False(killed.HasExited);
            killed.Kill(entireProcessTree: true);
            await killed.WaitForExitAsync(ct);
        }

        Assert.Equal(0, await EndAsync("two", 2));
        Assert.Equal(0, await EndAsync("one", 1));
        Assert.Equal(File.ReadAllText(Path.Combine(Place("one"), "leaderboard.md")), File.ReadAllText(Path.Combine(Place("two"), "leaderboard.md")));
    }

    public void Dispose() => _folder.Dispose();

    private string Place(string name) => _folder.Sub(name).FullName;

    private async Task<int> EndAsync(string place, int jobs)
    {
        using var process = Start(place, jobs);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    private Process Start(string place, int jobs)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "cafemed.exe" : "cafemed"));
        foreach (var argument in new[] { "bench", "--patients", "45", "--seeds", "1", "--recommenders", "retain,popular", "--tune-trials", "1", "--tune-epochs", "1", "--epochs", "2", "--jobs", $"{jobs}", "--out", Place(place) })
            start.ArgumentList.Add(argument);
        (start.RedirectStandardError, start.RedirectStandardOutput) = (true, true);
        var process = Process.Start(start)!;
        // Nobody reads them, but a full pipe would stop the process.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
