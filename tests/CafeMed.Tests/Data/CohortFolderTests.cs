using System.Collections.Immutable;
using System.Diagnostics;
using CafeMed.Data;

namespace CafeMed.Tests.Data;

public sealed class CohortFolderTests : IDisposable
{
    private readonly TempFolder _place = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task What_is_written_is_read_again_with_its_order_and_its_empty_visits()
    {
        var cohort = Cohort(3);

        await Write(cohort);

        var (again, receipt) = await CohortFolder.ReadAsync(_place.Sub("c"), _ct);
        Assert.Equal(cohort.Patients.AsSpan(), again.Patients.AsSpan());
        Assert.Equal(("it's", "it's"), (again.Name, receipt.Name));
        Assert.Contains(again.Patients, patient => patient.Visits.Any(visit => visit.Codes.Equals(VisitCodes.Empty)));
    }

    [Fact]
    public async Task An_older_cohort_is_replaced_and_nothing_else_is_left()
    {
        await Write(Cohort(3));

        await Write(Cohort(5));

        Assert.Equal(5, (await CohortFolder.ReadAsync(_place.Sub("c"), _ct)).Cohort.Patients.Length);
        Assert.Equal(["c"], _place.Root.GetFileSystemInfos().Select(entry => entry.Name));
        Assert.Equal(["receipt.json", "visits-000.parquet"], _place.Sub("c").GetFiles().Select(file => file.Name).Order());
    }

    [Fact]
    public async Task A_folder_of_something_else_is_not_written_over()
    {
        _place.Write("c/thesis.txt", "years of work");

        var exception = await Assert.ThrowsAsync<CafeMedException>(() => Write(Cohort(1)));

        Assert.Equal("CM1011", exception.Fault.Code);
        Assert.True(_place.File("c/thesis.txt").Exists);
    }

    [Fact]
    public async Task A_folder_that_is_cancelled_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CohortFolder.WriteAsync(_place.Sub("c"), Cohort(1), Receipt(Cohort(1)), stop.Token));

        Assert.Empty(_place.Root.GetFileSystemInfos());
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_a_fault()
    {
        _place.Write("file", "not a folder");
        var below = new DirectoryInfo(_place.File("file").FullName + "/c");

        var exception = await Assert.ThrowsAsync<CafeMedException>(() => CohortFolder.WriteAsync(below, Cohort(1), Receipt(Cohort(1)), _ct));

        Assert.Equal("CM1015", exception.Fault.Code);
    }

    [Fact]
    public async Task A_full_disk_is_a_fault_and_leaves_nothing_half_done()
    {
        var disk = _place.Sub("disk");
        disk.Create();
        if (!OperatingSystem.IsLinux() || !Sh("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.FullName))
            Assert.Skip("A tiny disk cannot be mounted here.");
        try
        {
            var cohort = Cohort(3000);

            var exception = await Assert.ThrowsAsync<CafeMedException>(
                () => CohortFolder.WriteAsync(new DirectoryInfo(Path.Combine(disk.FullName, "c")), cohort, Receipt(cohort), _ct));

            Assert.Equal("CM1015", exception.Fault.Code);
            Assert.Empty(disk.GetFileSystemInfos());
        }
        finally
        {
            Sh("umount", disk.FullName);
        }
    }

    [Fact]
    public async Task A_missing_folder_or_file_is_a_fault()
    {
        Assert.Equal("CM1001", (await Refused()).Code);
        _place.Write("c/notes.txt", "");
        Assert.Equal("CM1012", (await Refused()).Code);
        await Write(Cohort(1), "d");
        _place.File("d/receipt.json").CopyTo(_place.File("c/receipt.json").FullName);
        var fault = await Refused();
        Assert.Equal("CM1012", fault.Code);
        Assert.Contains("visits-000.parquet", fault.Message);
    }

    [Fact]
    public async Task A_cohort_of_another_version_is_a_fault()
    {
        await Write(Cohort(1));
        Change("receipt.json", text => text.Replace("\"format\": 2", "\"format\": 1"));

        var fault = await Refused();

        Assert.Equal("CM1013", fault.Code);
        Assert.Contains("version 1; this program reads version 2", fault.Message);
    }

    [Theory]
    [InlineData("receipt.json", "{")]
    [InlineData("receipt.json", "[]")]
    [InlineData("receipt.json", "{}")]
    [InlineData("receipt.json", "{\"format\": 2}")]
    [InlineData("visits-000.parquet", "PAR1")]
    [InlineData("visits-000.parquet", "")]
    public async Task A_damaged_cohort_is_a_fault(string file, string text)
    {
        await Write(Cohort(1));
        Change(file, _ => text);

        Assert.Equal("CM1014", (await Refused()).Code);
    }

    [Fact]
    public async Task Events_of_another_cohort_are_noticed()
    {
        await Write(Cohort(1));
        await Write(Cohort(2), "d");
        _place.File("d/visits-000.parquet").CopyTo(_place.File("c/visits-000.parquet").FullName, overwrite: true);

        Assert.Equal("CM1014", (await Refused()).Code);
    }

    private async Task<Fault> Refused() => (await Assert.ThrowsAsync<CafeMedException>(() => CohortFolder.ReadAsync(_place.Sub("c"), _ct))).Fault;

    private void Change(string file, Func<string, string> change)
    {
        var place = _place.File($"c/{file}").FullName;
        File.WriteAllText(place, change(File.ReadAllText(place)));
    }

    private Task Write(Cohort cohort, string folder = "c") => CohortFolder.WriteAsync(_place.Sub(folder), cohort, Receipt(cohort), _ct);

    private static CohortReceipt Receipt(Cohort cohort) => new ReceiptBuilder().Build(cohort);

    // The names are in no order on purpose: the file keeps the cohort's.
    private static Cohort Cohort(int patients) => new(
        "it's", [.. Enumerable.Range(0, patients).Select(i => new Patient($"p{(i * 7919) % 10007}", [Visit("z", 0, i), Visit("a", 1, 0), Visit("b", 1, i)]))]);

    private static Visit Visit(string id, int day, int codes) => new(
        id,
        new DateTime(2131, 1, 1, 3, 4, 5, 678).AddDays(day),
        day == 0 ? null : new DateTime(2131, 2, 1),
        new(CodeKinds.All.Select(kind => KeyValuePair.Create(kind, CodeSet.From(Enumerable.Range(0, codes % 5).Select(code => new Code(CodeSystem.Local, $"{kind} {code * codes} é|'"))))).ToImmutableArray()));

    private static bool Sh(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
