using System.Security.Cryptography;
using System.Text;
using CafeMed.Data.Demos;

namespace CafeMed.Tests.Data.Demos;

public sealed class DemoDownloadTests : IDisposable
{
    private const string Folder = "tiny/1.0/";

    private readonly TempFolder _place = new();
    private readonly FileServer _server = new();
    private readonly HttpClient _client = new();
    private readonly byte[] _big = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 7 % 251))];

    public DemoDownloadTests()
    {
        _server.Add($"{Folder}hosp/big.csv.gz", _big);
        _server.Add($"{Folder}LICENSE.txt", "free"u8.ToArray());
        _server.AddSums(Folder);
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        _place.Dispose();
    }

    [Fact]
    public async Task Everything_on_the_publishers_list_is_fetched_checked_and_named()
    {
        var told = new List<DemoProgress>();

        var receipt = await RunAsync(progress: new Ears(told));

        Assert.Equal(new DemoReceipt(2, 0, 0, _big.Length + 4, "the publisher's SHA256SUMS.txt, fetched first"), receipt);
        Assert.Equal(_big, File.ReadAllBytes(_place.File("out/hosp/big.csv.gz").FullName));
        Assert.Empty(_place.Root.GetFiles("*.part", SearchOption.AllDirectories));
        Assert.Equal(["LICENSE.txt", "hosp/big.csv.gz"], told.Where(step => step.Done).Select(step => step.File));
        Assert.Contains(told, step => step is { File: "hosp/big.csv.gz", Bytes: > 0, Length: 300_000, Done: false });
        Assert.All(told.Where(step => step.Done), step => Assert.False(step.Kept));
    }

    [Fact]
    public async Task What_is_complete_is_not_downloaded_again()
    {
        await RunAsync();
        _server.Requests.Clear();
        var told = new List<DemoProgress>();

        var receipt = await RunAsync(progress: new Ears(told));

        Assert.Equal((0, 2, 0L), (receipt.Downloaded, receipt.Kept, receipt.Bytes));
        Assert.Equal([$"{Folder}SHA256SUMS.txt"], _server.Requests);
        Assert.All(told, step => Assert.True(step is { Done: true, Kept: true }));
    }

    [Fact]
    public async Task A_lost_connection_is_taken_up_again_where_it_stopped()
    {
        _server.Breaks[$"{Folder}hosp/big.csv.gz"] = (100_000, 2);

        var receipt = await RunAsync();

        Assert.Equal((2, 1, (long)_big.Length + 4), (receipt.Downloaded, receipt.Resumed, receipt.Bytes));
        Assert.Equal(
            [$"{Folder}hosp/big.csv.gz", $"{Folder}hosp/big.csv.gz from=100000", $"{Folder}hosp/big.csv.gz from=200000"],
            _server.Requests.Where(path => path.Contains("big", StringComparison.Ordinal)));
        Assert.Equal(_big, File.ReadAllBytes(_place.File("out/hosp/big.csv.gz").FullName));
    }

    [Fact]
    public async Task A_connection_that_is_lost_for_good_is_a_fault_and_the_next_run_goes_on()
    {
        _server.Breaks[$"{Folder}hosp/big.csv.gz"] = (10_000, DemoDownload.Attempts);

        await FailsAsync("CM1121");
        Assert.Equal(10_000 * DemoDownload.Attempts, _place.File("out/hosp/big.csv.gz.part").Length);
        var receipt = await RunAsync();

        Assert.Equal((1, 1, 1, (long)_big.Length - 40_000), (receipt.Downloaded, receipt.Kept, receipt.Resumed, receipt.Bytes));
        Assert.Equal(_big, File.ReadAllBytes(_place.File("out/hosp/big.csv.gz").FullName));
    }

    [Fact]
    public async Task A_server_without_ranges_begins_at_the_beginning()
    {
        using var plain = new FileServer { KnowsRanges = false };
        plain.Add($"{Folder}a.csv", _big);
        plain.AddSums(Folder);
        plain.Breaks[$"{Folder}a.csv"] = (5_000, 1);

        await RunAsync(server: plain);

        Assert.Equal(_big, File.ReadAllBytes(_place.File("out/a.csv").FullName));
    }

    [Fact]
    public async Task A_whole_part_needs_no_more_than_its_sum()
    {
        _place.Write("out/x", "");
        Directory.CreateDirectory(_place.Sub("out/hosp").FullName);
        File.WriteAllBytes(_place.File("out/hosp/big.csv.gz.part").FullName, _big);

        var receipt = await RunAsync();

        Assert.Equal(4, receipt.Bytes);
        Assert.Equal(_big, File.ReadAllBytes(_place.File("out/hosp/big.csv.gz").FullName));
    }

    [Fact]
    public async Task A_wrong_sum_is_refused_the_file_put_aside_and_the_next_run_gets_it_anew()
    {
        var right = _server.Files[$"{Folder}hosp/big.csv.gz"];
        _server.Add($"{Folder}hosp/big.csv.gz", [.. right[..^1], 0xFF]);

        var fault = await FailsAsync("CM1123");

        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(right)), fault.Message, StringComparison.Ordinal);
        Assert.False(_place.File("out/hosp/big.csv.gz").Exists);
        Assert.False(_place.File("out/hosp/big.csv.gz.part").Exists);
        Assert.Equal(right.Length, _place.File("out/hosp/big.csv.gz.wrong").Length);
        _server.Add($"{Folder}hosp/big.csv.gz", right);
        await RunAsync();
        Assert.Equal(right, File.ReadAllBytes(_place.File("out/hosp/big.csv.gz").FullName));
    }

    [Fact]
    public async Task A_file_that_was_changed_after_its_download_is_put_aside_and_fetched_again()
    {
        await RunAsync();
        File.WriteAllText(_place.File("out/LICENSE.txt").FullName, "mine");

        var receipt = await RunAsync();

        Assert.Equal((1, 1), (receipt.Downloaded, receipt.Kept));
        Assert.Equal("mine", File.ReadAllText(_place.File("out/LICENSE.txt.wrong").FullName));
        Assert.Equal("free", File.ReadAllText(_place.File("out/LICENSE.txt").FullName));
    }

    [Fact]
    public async Task What_the_publisher_does_not_have_is_a_fault_at_once()
    {
        _server.Files.TryRemove($"{Folder}hosp/big.csv.gz", out _);
        Assert.Contains("404", (await FailsAsync("CM1122")).Message, StringComparison.Ordinal);
        Assert.Single(_server.Requests, path => path.Contains("big", StringComparison.Ordinal));

        _server.Files.TryRemove($"{Folder}SHA256SUMS.txt", out _);
        await FailsAsync("CM1122");
    }

    [Theory]
    [InlineData("<html>please log in</html>")]
    [InlineData("")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000 ../../evil\n")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000 /etc/evil\n")]
    public async Task A_list_of_sums_that_is_none_or_leads_elsewhere_is_refused(string text)
    {
        _server.Add($"{Folder}SHA256SUMS.txt", Encoding.UTF8.GetBytes(text));

        await FailsAsync("CM1124");
    }

    [Fact]
    public async Task A_disk_that_refuses_is_told_as_that()
    {
        _place.Write("out", "a file where the folder should be");
        await FailsAsync("CM1125");

        File.Delete(_place.File("out").FullName);
        Directory.CreateDirectory(_place.Sub("out/LICENSE.txt.part").FullName);
        await FailsAsync("CM1125");
    }

    [Fact]
    public async Task A_full_disk_is_told_as_that()
    {
        if (!File.Exists("/dev/full"))
            Assert.Skip("Needs /dev/full, which Linux has.");
        Directory.CreateDirectory(_place.Sub("out/hosp").FullName);
        File.CreateSymbolicLink(_place.File("out/hosp/big.csv.gz.part").FullName, "/dev/full");

        Assert.Contains("big.csv.gz.part", (await FailsAsync("CM1125")).Message, StringComparison.Ordinal);
        Assert.False(_place.File("out/hosp/big.csv.gz").Exists);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_as_that()
    {
        var gone = new FileServer();
        var address = gone.Address;
        gone.Dispose();

        var exception = await Assert.ThrowsAsync<CafeMedException>(() =>
            new DemoDownload(_client, address, TimeProvider.System) { Pause = 0 }.RunAsync(Set(), _place.Sub("out"), new Ears([]), TestContext.Current.CancellationToken));

        Assert.Equal("CM1121", exception.Fault.Code);
    }

    [Fact]
    public async Task Interrupted_it_keeps_what_it_has()
    {
        using var stop = new CancellationTokenSource();
        var told = new Ears([], step =>
        {
            if (step is { File: "hosp/big.csv.gz", Bytes: > 0 })
                stop.Cancel();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new DemoDownload(_client, _server.Address, TimeProvider.System).RunAsync(Set(), _place.Sub("out"), told, stop.Token));

        Assert.InRange(_place.File("out/hosp/big.csv.gz.part").Length, 1, _big.Length);
        await RunAsync();
        Assert.Equal(_big, File.ReadAllBytes(_place.File("out/hosp/big.csv.gz").FullName));
    }

    [Fact]
    public void The_sums_that_are_known_are_those_of_the_real_files()
    {
        var root = SharedData.Require("mimic-iv-demo-2.2");
        var files = DemoSet.Named("mimic-iv-demo").Files;

        Assert.Equal(34, files.Length);
        foreach (var file in files.Where(file => file.Path != "icu/chartevents.csv.gz" && File.Exists(Path.Combine(root.FullName, file.Path))))
            Assert.Equal(file.Sha256, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(root.FullName, file.Path)))));
    }

    [Fact]
    public void A_name_nearly_right_is_offered() =>
        Assert.Contains("did you mean 'mimic-iv-demo'", Fails.With("CM1120", () => DemoSet.Named("mimic-iv-dem")).Message, StringComparison.Ordinal);

    private static DemoSet Set() => new("tiny", "Tiny 1.0", Folder, "mimic4", "free", "nobody", []);

    private Task<DemoReceipt> RunAsync(IProgress<DemoProgress>? progress = null, FileServer? server = null) =>
        new DemoDownload(_client, (server ?? _server).Address, TimeProvider.System) { Pause = 0 }
            .RunAsync(Set(), _place.Sub("out"), progress ?? new Ears([]), TestContext.Current.CancellationToken);

    private async Task<Fault> FailsAsync(string code)
    {
        var fault = (await Assert.ThrowsAsync<CafeMedException>(() => RunAsync())).Fault;
        Assert.Equal(code, fault.Code);
        return fault;
    }

    private sealed class Ears(List<DemoProgress> told, Action<DemoProgress>? also = null) : IProgress<DemoProgress>
    {
        public void Report(DemoProgress value)
        {
            told.Add(value);
            also?.Invoke(value);
        }
    }
}
