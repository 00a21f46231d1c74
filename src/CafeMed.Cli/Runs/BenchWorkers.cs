using System.Diagnostics;

namespace CafeMed.Cli.Runs;

/// <summary>More processes for one comparison: the native library and the garbage collector of one process do not go well with two trainings at once (docs/decisions/0008).</summary>
internal sealed class BenchWorkers : IDisposable
{
    private readonly List<Process> _processes = [];

    /// <summary>Starts <paramref name="count"/> processes that do the same command's pieces, and write nothing else.</summary>
    public static BenchWorkers Start(int count, IReadOnlyList<string> arguments, string workerOption)
    {
        var workers = new BenchWorkers();
        for (var i = 0; i < count; i++)
        {
            // Beside `dotnet`, the program is its first argument; else the program is the process.
            var host = Environment.ProcessPath!;
            var start = new ProcessStartInfo(host) { RedirectStandardOutput = true };
            if (Path.GetFileNameWithoutExtension(host) == "dotnet")
                start.ArgumentList.Add(typeof(BenchWorkers).Assembly.Location);
            foreach (var argument in arguments.Append(workerOption))
                start.ArgumentList.Add(argument);
            workers._processes.Add(Process.Start(start)!);
        }
        return workers;
    }

    /// <summary>Waits until all have ended; says of one that failed that its pieces are made here.</summary>
    public async Task WaitAsync(CliContext context, CancellationToken ct)
    {
        foreach (var process in _processes)
        {
            await process.WaitForExitAsync(ct).ConfigureAwait(false);
            if (process.ExitCode != ExitCodes.Fine)
                context.Log.Line($"  A second process ended with {process.ExitCode}; what it left is made here.");
        }
    }

    /// <summary>Ends those that still run: nothing that is finished is lost.</summary>
    public void Dispose()
    {
        foreach (var process in _processes)
        {
            if (!process.HasExited)
                process.Kill();
            process.Dispose();
        }
    }
}
