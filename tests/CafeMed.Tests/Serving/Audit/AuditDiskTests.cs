using CafeMed.Serving.Audit;
using CafeMed.Tests.Data;
using static CafeMed.Tests.Serving.Audit.AuditTrial;

namespace CafeMed.Tests.Serving.Audit;

public sealed class AuditDiskTests : IDisposable
{
    private readonly TempFolder _place = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private SmallDisk? _disk;

    [Fact]
    public async Task A_full_disk_is_a_fault_and_loses_nothing_acknowledged()
    {
        var disk = Mount(1024);
        var options = new AuditOptions { Store = Path.Combine(disk.FullName, "audit.db"), KeyFile = _place.File("audit.key").FullName };
        var acknowledged = new List<AuditReceipt>();
        string? refused = null;
        await using (var log = await AuditLog.OpenAsync(options, TimeProvider.System, _ct))
        {
            for (var i = 0; refused is null && i < 2000; i++)
            {
                var entry = Entry(i) with { Input = new byte[5000] };
                try
                {
                    acknowledged.Add(await log.AppendAsync(entry, _ct));
                }
                catch (CafeMedException exception)
                {
                    refused = exception.Fault.Code;
                }
            }
            Assert.Equal("CM6061", refused);
            await FailsAsync("CM6061", () => log.AppendAsync(Entry() with { Input = new byte[200_000] }, _ct).AsTask());
            _disk!.Resize(4096);

            acknowledged.Add(await log.AppendAsync(Entry(), _ct));
        }
        using var reader = await AuditReader.OpenAsync(options, _ct);
        var verdict = await reader.VerifyAsync(null, null, null, _ct);

        Assert.True(verdict.Whole, string.Join('\n', verdict.Findings));
        Assert.Equal(acknowledged.Count, verdict.Records);
        foreach (var receipt in acknowledged)
            Assert.Equal(receipt.Sequence, (await reader.FindAsync(receipt.Id, _ct)).Sequence);
    }

    private DirectoryInfo Mount(int kilobytes) => (_disk = SmallDisk.Over(_place.Sub("disk"), kilobytes)).Folder;

    public void Dispose()
    {
        _disk?.Dispose();
        _place.Dispose();
    }
}
