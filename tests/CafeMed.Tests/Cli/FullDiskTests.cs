using System.Diagnostics;
using CafeMed.Tests.Data;
using CafeMed.Tests.Learning;

namespace CafeMed.Tests.Cli;

[Collection(TorchTests.Turn)]
public sealed class FullDiskTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private bool _mounted;

    [Theory]
    [InlineData(16)]
    [InlineData(300)]
    [InlineData(700)]
    public async Task A_full_disk_is_a_fault_and_no_stack_trace(int kilobytes)
    {
        var disk = Mount(kilobytes);

        var run = await CliRun.Of(["demo", "--patients", "30", "--epochs", "1", "--out", Path.Combine(disk.FullName, "run"), .. SmallRun.Quick]);

        Assert.Equal(3, run.Exit);
        Assert.Matches("(?m)^(CM1015|CM1904|CM3010|CM7005): ", run.Error);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private DirectoryInfo Mount(int kilobytes)
    {
        var disk = _folder.Sub("disk");
        disk.Create();
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", disk.FullName) != 0)
            Assert.Skip("Needs a small tmpfs, which only root may mount.");
        _mounted = true;
        return disk;
    }

    private static int Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }

    public void Dispose()
    {
        if (_mounted)
            Run("umount", _folder.Sub("disk").FullName);
        _folder.Dispose();
    }
}
