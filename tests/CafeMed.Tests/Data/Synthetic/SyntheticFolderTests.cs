using System.IO.Compression;
using CafeMed.Data;
using CafeMed.Data.Synthetic;

namespace CafeMed.Tests.Data.Synthetic;

public sealed class SyntheticFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task The_people_on_disk_are_those_in_memory_and_their_truth_too()
    {
        var options = new SyntheticOptions { Patients = 300, MissingLabels = 0.05, MissingCodes = 0.1 };
        var (cohort, truth) = SyntheticCohortTests.Create(options);

        var (receipt, written) = await Write("a", options);
        var (read, _) = await CohortFolder.ReadAsync(_folder.Sub("a"), TestContext.Current.CancellationToken);

        Assert.Equal(cohort.Patients.AsEnumerable(), read.Patients);
        Assert.Equal(CohortDigest.Of(cohort), receipt.Digest);
        Assert.Equal(truth.Oracle, written.Oracle);
        Assert.Equal(truth.Effects.AsEnumerable(), written.Effects);
        await truth.WriteAsync(_folder.Sub("b"), TestContext.Current.CancellationToken);
        foreach (var name in VisitTruthText.Files.Append("truth.json"))
            Assert.Equal(Bytes($"b/{name}"), Bytes($"a/{name}"));
    }

    [Fact]
    public async Task One_thread_and_three_write_the_same_bytes()
    {
        var options = new SyntheticOptions { Patients = 700 };
        await Write("one", options, threads: 1);
        await Write("three", options, threads: 3);
        await Write("other", options with { Seed = 8 }, threads: 1);

        var files = _folder.Sub("one").GetFiles();
        Assert.Equal(6, files.Length);
        Assert.All(files, file => Assert.Equal(Bytes($"one/{file.Name}"), Bytes($"three/{file.Name}")));
        Assert.NotEqual(Bytes("one/visits-000.parquet"), Bytes("other/visits-000.parquet"));
    }

    [Fact]
    public void A_stream_gives_the_people_of_the_cohort_on_any_number_of_threads()
    {
        var options = new SyntheticOptions { Patients = 400, Drift = 1 };
        var whole = SyntheticCohortTests.Create(options).Cohort.Patients;

        Assert.Equal(whole.AsEnumerable(), SyntheticCohort.Stream(options, 1, TestContext.Current.CancellationToken));
        Assert.Equal(whole.AsEnumerable(), SyntheticCohort.Stream(options, 4, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 3)]
    public async Task The_truth_of_every_visit_can_be_left_out(bool visitTruth, int files)
    {
        await Write("x", new() { Patients = 20 }, visitTruth: visitTruth);

        Assert.Equal(files, _folder.Sub("x").GetFiles("truth-*.csv.gz").Length);
        Assert.True(_folder.File("x/truth.json").Exists);
    }

    [Fact]
    public async Task The_noise_file_names_every_mistake()
    {
        var options = new SyntheticOptions { Patients = 150, MissingLabels = 0.1, SpuriousLabels = 0.01, MissingCodes = 0.1 };
        var truth = SyntheticCohortTests.Create(options).Truth.Visits!;
        await Write("n", options);

        using var text = new StreamReader(new GZipStream(File.OpenRead(_folder.File("n/truth-noise.csv.gz").FullName), CompressionMode.Decompress));
        var lines = (await text.ReadToEndAsync(TestContext.Current.CancellationToken)).TrimEnd('\n').Split('\n');

        Assert.Equal("visit,what,code", lines[0]);
        Assert.Equal(
            truth.Ids.SelectMany(id => truth.MissingLabels(id).Select(code => $"{id},missing-drug,{code}")
                .Concat(truth.SpuriousLabels(id).Select(code => $"{id},spurious-drug,{code}")).Concat(truth.MissingCodes(id).Select(code => $"{id},missing-code,{code}"))).Order(StringComparer.Ordinal),
            lines.Skip(1).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_cancelled_writing_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SyntheticFolder.WriteAsync(
            _folder.Sub("c"), new() { Patients = 5000 }, Receipt(), new(), new At(300, stop.Cancel), stop.Token));

        Assert.Empty(_folder.Root.GetFileSystemInfos());
    }

    private Task<(CohortReceipt Receipt, SyntheticTruth Truth)> Write(string name, SyntheticOptions options, int threads = 2, bool? visitTruth = null) =>
        SyntheticFolder.WriteAsync(_folder.Sub(name), options, Receipt(), new() { Threads = threads, VisitTruth = visitTruth }, null, TestContext.Current.CancellationToken);

    private byte[] Bytes(string name) => File.ReadAllBytes(_folder.File(name).FullName);

    private static ReceiptBuilder Receipt()
    {
        var receipt = new ReceiptBuilder();
        receipt.Connector(SyntheticCohort.Name, "made up");
        return receipt;
    }

    public void Dispose() => _folder.Dispose();

    private sealed class At(int people, Action act) : IProgress<int>
    {
        public void Report(int value)
        {
            if (value >= people)
                act();
        }
    }
}
