using System.Diagnostics;
using CafeMed.Data;

namespace CafeMed.Tests.Data;

public sealed class CohortImportTests : IDisposable
{
    private readonly TempFolder _place = new();
    private readonly ManyMimic _many = new(40);
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _many.Dispose();
        _place.Dispose();
    }

    [Fact]
    public async Task A_small_import_is_one_shard_and_the_cohort_that_is_built_in_memory()
    {
        var root = _many.Write();
        var (cohort, _) = await Import.RunAsync("mimic4", root, _ct);

        var receipt = await Run(root, "c");

        var (read, stored) = await CohortFolder.ReadAsync(_place.Sub("c"), _ct);
        Assert.Equal(cohort.Patients.AsSpan(), read.Patients.AsSpan());
        Assert.Equal(CohortDigest.Of(cohort), receipt.Digest);
        Assert.Equal(receipt.ToJson(), stored.ToJson());
        Assert.Equal(["c"], _place.Root.GetFileSystemInfos().Select(entry => entry.Name));
        Assert.Equal(["receipt.json", "visits-000.parquet"], _place.Sub("c").GetFiles().Select(file => file.Name).Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Buckets_change_nothing_but_the_order(int minMedicationPatients)
    {
        var root = _many.Write();
        var criteria = new CohortCriteria { MinMedicationPatients = minMedicationPatients, MinVisits = 2 };

        await Same(await Run(root, "one", criteria: criteria), await Run(root, "many", 8, criteria));

        var (cohort, receipt) = await Import.RunAsync("mimic4", root, _ct, criteria: criteria);
        Assert.Equal(receipt.CriterionDrops.Select(drop => (drop.Criterion, drop.Patients, drop.Visits, drop.Codes)), CohortFolder.Open(_place.Sub("many")).Receipt.CriterionDrops.Select(drop => (drop.Criterion, drop.Patients, drop.Visits, drop.Codes)));
        Assert.Equal(cohort.Patients, (await CohortFolder.ReadAsync(_place.Sub("one"), _ct)).Cohort.Patients);
    }

    [Theory]
    [InlineData("mimic4", "mimic-iv-demo-2.2")]
    [InlineData("eicu", "eicu-demo-2.0")]
    public async Task Buckets_change_nothing_in_real_data(string connector, string folder)
    {
        var root = SharedData.Require(folder);

        await Same(await Run(root, "one", connector: connector), await Run(root, "many", 4, connector: connector));
    }

    [Fact]
    public async Task What_is_interrupted_goes_on_to_the_same_bytes()
    {
        var root = _many.Write();
        await Run(root, "unbroken", 8);
        using var stop = new CancellationTokenSource();
        var seen = new Seen(value =>
        {
            if (value is { Stage: "Building", Done: 3 })
                stop.Cancel();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Run(root, "c", 8, progress: seen, ct: stop.Token));

        Assert.False(_place.Sub("c").Exists);
        var work = Assert.Single(_place.Root.GetDirectories("c.*.import"));
        var kept = work.GetDirectories("accounts").Single().GetFiles("bucket-*.json").ToDictionary(file => file.Name, file => file.LastWriteTimeUtc);
        Assert.InRange(kept.Count, 3, 7);
        var again = new Seen(_ => Assert.All(kept, note => Assert.Equal(note.Value, File.GetLastWriteTimeUtc(Path.Combine(work.FullName, "accounts", note.Key)))));
        await Run(root, "c", 8, progress: again);
        SameBytes("unbroken", "c");
        Assert.Equal(["c", "unbroken"], _place.Root.GetFileSystemInfos().Select(entry => entry.Name).Order());
    }

    [Fact]
    public async Task What_is_killed_goes_on_to_the_same_bytes()
    {
        var root = _many.Write();
        await Run(root, "unbroken", 8);
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "cafemed.exe" : "cafemed");
        var arguments = new[] { "data", "import", "mimic4", "--root", root.FullName, "--out", _place.Sub("c").FullName, "--buckets", "8" };
        using (var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!)
        {
            while (!process.HasExited && Notes() < 2)
                await Task.Delay(5, _ct);
            process.Kill();
            await process.WaitForExitAsync(_ct);
        }
        Assert.InRange(Notes(), 2, 7);
        Assert.False(_place.Sub("c").Exists);

        var finished = await Tests.Cli.CliRun.Of(arguments);

        Assert.True(finished.Exit == 0, finished.Error);
        Assert.Equal(0, Notes());
        // The command line names the table of interactions; everything else is the same.
        SameBytes("unbroken", "c", but: "receipt.json");
        Assert.Equal(
            CohortFolder.Open(_place.Sub("unbroken")).Receipt.ToJson(),
            (CohortFolder.Open(_place.Sub("c")).Receipt with { Interactions = null }).ToJson());
    }

    [Fact]
    public async Task An_interrupted_import_of_other_files_is_not_gone_on_with()
    {
        var root = _many.Write();
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Run(root, "c", 4, progress: new Seen(value => { if (value is { Stage: "Building", Done: 1 }) stop.Cancel(); }), ct: stop.Token));
        _many["diagnoses_icd"] += "\n1,1001,C180,10";
        _many.Write();

        await Run(root, "c", 4);
        await Run(root, "new", 4);

        SameBytes("new", "c");
        Assert.Empty(_place.Root.GetDirectories("*.import"));
    }

    [Fact]
    public async Task Two_imports_into_one_folder_at_a_time_are_refused()
    {
        var root = _many.Write();
        Fault? refused = null;
        var seen = new Seen(value =>
        {
            if (value is { Stage: "Building", Done: 1 } && refused is null)
                refused = Assert.Throws<CafeMedException>(() => Run(root, "c", 2).GetAwaiter().GetResult()).Fault;
        });

        await Run(root, "c", 2, progress: seen);

        Assert.Equal("CM1043", refused!.Code);
    }

    [Fact]
    public async Task What_cannot_be_asked_for_is_a_fault()
    {
        var root = _many.Write();

        Assert.Equal("CM1045", (await Assert.ThrowsAsync<CafeMedException>(() => Run(root, "c", 3))).Fault.Code);
        Assert.Equal("CM1009", (await Assert.ThrowsAsync<CafeMedException>(() => Run(root, "c", 4, new() { MinVisits = 99 }))).Fault.Code);
        _place.Write("thesis/thesis.txt", "years of work");
        Assert.Equal("CM1011", (await Assert.ThrowsAsync<CafeMedException>(() => Run(root, "thesis", 4))).Fault.Code);
        Assert.Equal("CM1044", (await Assert.ThrowsAsync<CafeMedException>(() => new CohortImport(new Mimic4(), "x", new() { MaxUnreadable = 2 }, new()).RunAsync(root, _place.Sub("c"), null, _ct))).Fault.Code);
        Assert.Equal(["thesis"], _place.Root.GetFileSystemInfos().Select(entry => entry.Name));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_connector_of_events_streams_into_shards(int minMedicationPatients)
    {
        var root = _many.Write();
        var criteria = new CohortCriteria { MinMedicationPatients = minMedicationPatients };
        var (cohort, expected) = await Import.RunAsync("mimic4", root, _ct, criteria: criteria);

        var receipt = await new CohortImport(new Streaming(), "streaming", new() { Buckets = 4 }, criteria).RunAsync(root, _place.Sub("c"), null, _ct);

        Assert.Equal(4, receipt.Shards.Length);
        Assert.Equal(expected.Kinds, receipt.Kinds);
        Assert.Equal(expected.CriterionDrops.Select(drop => (drop.Criterion, drop.Codes)), receipt.CriterionDrops.Select(drop => (drop.Criterion, drop.Codes)));
        Assert.Equal(
            cohort.Patients.OrderBy(patient => patient.Id, StringComparer.Ordinal),
            CohortFolder.Open(_place.Sub("c")).Patients(_ct).OrderBy(patient => patient.Id, StringComparer.Ordinal));
    }

    private async Task Same(CohortReceipt one, CohortReceipt many)
    {
        Assert.Single(one.Shards);
        Assert.True(many.Shards.Count(shard => shard.Patients > 0) > 1);
        // Everything but the shards and their digest.
        Assert.Equal((one with { Shards = many.Shards, Digest = many.Digest }).ToJson(), many.ToJson());
        var (all, dealt) = ((await CohortFolder.ReadAsync(_place.Sub("one"), _ct)).Cohort, (await CohortFolder.ReadAsync(_place.Sub("many"), _ct)).Cohort);
        Assert.Equal(all.Patients, dealt.Patients.OrderBy(patient => patient.Id, StringComparer.Ordinal));
        Assert.All(dealt.Patients, patient => Assert.Contains(patient, all.Patients));
    }

    private void SameBytes(string one, string other, string? but = null)
    {
        var names = _place.Sub(one).GetFiles().Select(file => file.Name).Order().ToList();
        Assert.Equal(names, _place.Sub(other).GetFiles().Select(file => file.Name).Order());
        foreach (var name in names.Where(name => name != but))
            Assert.True(File.ReadAllBytes(_place.File($"{one}/{name}").FullName).AsSpan().SequenceEqual(File.ReadAllBytes(_place.File($"{other}/{name}").FullName)), name);
    }

    private int Notes() => _place.Root.GetDirectories("c.*.import").Select(work => new DirectoryInfo(Path.Combine(work.FullName, "accounts")))
        .Where(accounts => accounts.Exists).Sum(accounts => accounts.GetFiles("bucket-*.json").Length);

    private Task<CohortReceipt> Run(
        DirectoryInfo root, string folder, int? buckets = null, CohortCriteria? criteria = null, IProgress<ImportProgress>? progress = null, CancellationToken? ct = null, string connector = "mimic4") =>
        new CohortImport(Import.Connectors.Create(connector), connector, new() { Buckets = buckets }, criteria ?? new()).RunAsync(root, _place.Sub(folder), progress, ct ?? _ct);

    private sealed class Seen(Action<ImportProgress> see) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => see(value);
    }

    /// <summary>MIMIC-IV as a connector that knows nothing of buckets.</summary>
    [Part("streaming", Source = "a test", Summary = "a test")]
    private sealed class Streaming : IConnector
    {
        public IAsyncEnumerable<ClinicalEvent> ReadAsync(DirectoryInfo root, ImportOptions options, ReceiptBuilder receipt, CancellationToken ct) =>
            new Mimic4().ReadAsync(root, options, receipt, ct);
    }
}
