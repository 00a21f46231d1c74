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

    private static async Task<(int Exit, string Out, string Error)> RunAsync(params string[] arguments)
    {
        // Beside the tests, because they reference the program.
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "cafemed.exe" : "cafemed");
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NO_COLOR"] = "1";
        using var process = Process.Start(start)!;
        var ct = TestContext.Current.CancellationToken;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, await output, await error);
    }

    public void Dispose() => _folder.Dispose();
}
