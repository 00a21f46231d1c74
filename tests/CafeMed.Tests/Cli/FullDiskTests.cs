using CafeMed.Tests.Data;
using CafeMed.Tests.Learning;

namespace CafeMed.Tests.Cli;

[Collection(TorchTests.Turn)]
public sealed class FullDiskTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private SmallDisk? _disk;

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

    private DirectoryInfo Mount(int kilobytes) => (_disk = SmallDisk.Over(_folder.Sub("disk"), kilobytes)).Folder;

    public void Dispose()
    {
        _disk?.Dispose();
        _folder.Dispose();
    }
}
