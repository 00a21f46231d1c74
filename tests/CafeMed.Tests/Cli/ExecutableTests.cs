using System.Diagnostics;
using CafeMed.Tests.Data;

namespace CafeMed.Tests.Cli;

public sealed class ExecutableTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task The_built_program_runs_the_demo()
    {
        var run = _folder.Sub("run").FullName;

        var (exit, output, error) = await RunAsync("demo", "--patients", "60", "--epochs", "1", "--out", run);

        Assert.True(exit == 0, error);
        Assert.Contains("Advice for held-out patient", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output + error);
        Assert.True(File.Exists(Path.Combine(run, "report.html")));
    }

    [Fact]
    public async Task A_check_loads_no_native_library_of_torch_or_duckdb()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Asks the loader of Linux.");
        var log = _folder.File("loaded").FullName;

        var (exit, output, error) = await RunAsync([new("LD_DEBUG", "files"), new("LD_DEBUG_OUTPUT", log)], "check", "warfarin", "ibuprofen");
        var loaded = string.Concat(_folder.Root.EnumerateFiles("loaded*").Select(file => File.ReadAllText(file.FullName)));

        Assert.True(exit == 0, error);
        Assert.Contains("bleeding", output, StringComparison.Ordinal);
        Assert.Contains("libcoreclr", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("torch", loaded, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("duckdb", loaded, StringComparison.OrdinalIgnoreCase);
    }

    private static Task<(int Exit, string Out, string Error)> RunAsync(params string[] arguments) => RunAsync([], arguments);

    internal static async Task<(int Exit, string Out, string Error)> RunAsync(KeyValuePair<string, string>[] environment, params string[] arguments)
    {
        // Beside the tests, because they reference the program.
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "cafemed.exe" : "cafemed");
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NO_COLOR"] = "1";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var ct = TestContext.Current.CancellationToken;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, await output, await error);
    }

    public void Dispose() => _folder.Dispose();
}
