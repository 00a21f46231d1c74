using System.IO.Compression;
using CafeMed.Data.Synthetic;

namespace CafeMed.Tests.Data.Synthetic;

public sealed class SyntheticFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cafemed-synthetic-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_truth_is_read_as_it_was_written()
    {
        var (_, truth) = SyntheticCohortTests.Create(new() { Patients = 5 });
        var ct = TestContext.Current.CancellationToken;

        await truth.WriteAsync(new DirectoryInfo(Path.Combine(_folder.FullName, "new")), ct);
        var read = await SyntheticTruth.ReadAsync(new DirectoryInfo(Path.Combine(_folder.FullName, "new")), ct);

        Assert.Equal(truth.Options, read.Options);
        Assert.Equal(truth.Oracle, read.Oracle);
        Assert.Equal(truth.Medications.AsEnumerable(), read.Medications);
        Assert.Equal(truth.Effects.AsEnumerable(), read.Effects);
        Assert.Equal(truth.Contraindications.AsEnumerable(), read.Contraindications);
        Assert.Equal(truth.Diseases.AsEnumerable(), read.Diseases);
        Assert.Equal(truth.Clusters.Select(cluster => (cluster.Name, cluster.DiagnosisLogOdds)), read.Clusters.Select(cluster => (cluster.Name, cluster.DiagnosisLogOdds)));
        Assert.Equal(truth.Sites.SelectMany(site => site.Formulary), read.Sites.SelectMany(site => site.Formulary));
        Assert.Equal(truth.Sites.Select(site => site.Code), read.Sites.Select(site => site.Code));
        Assert.Null(read.Visits);
        Assert.Throws<InvalidOperationException>(() => read.Gate("syn-000000-01", truth.Effects[0].Cause, truth.Effects[0].Medication));
    }

    [Fact]
    public async Task Writing_twice_writes_the_same_bytes()
    {
        var ct = TestContext.Current.CancellationToken;
        await SyntheticCohortTests.Create(new() { Patients = 5 }).Truth.WriteAsync(_folder, ct);
        var first = _folder.GetFiles().ToDictionary(file => file.Name, file => File.ReadAllBytes(file.FullName));
        await SyntheticCohortTests.Create(new() { Patients = 5 }).Truth.WriteAsync(_folder, ct);

        Assert.Equal(4, first.Count);
        Assert.All(first, file => Assert.Equal(file.Value, File.ReadAllBytes(Path.Combine(_folder.FullName, file.Key))));
    }

    [Fact]
    public async Task The_visits_file_has_a_line_for_every_visit()
    {
        var (cohort, truth) = SyntheticCohortTests.Create(new() { Patients = 5 });
        await truth.WriteAsync(_folder, TestContext.Current.CancellationToken);

        using var text = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(_folder.FullName, "truth-visits.csv.gz")), CompressionMode.Decompress));
        var lines = (await text.ReadToEndAsync(TestContext.Current.CancellationToken)).TrimEnd('\n').Split('\n');

        Assert.Equal(cohort.VisitCount + 1, lines.Length);
        Assert.All(lines, line => Assert.Equal(1 + 5 + truth.Medications.Length + truth.Clusters.Length, line.Split(',').Length));
    }

    [Fact]
    public async Task A_line_of_the_visits_file_has_the_state_the_probabilities_and_the_hidden_clusters()
    {
        var truth = SyntheticCohortTests.Create(new() { Patients = 5 }).Truth;
        await truth.WriteAsync(_folder, TestContext.Current.CancellationToken);

        using var text = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(_folder.FullName, "truth-visits.csv.gz")), CompressionMode.Decompress));
        await text.ReadLineAsync(TestContext.Current.CancellationToken);
        foreach (var id in truth.Visits!.Ids)
        {
            var cells = (await text.ReadLineAsync(TestContext.Current.CancellationToken))!.Split(',');
            var numbers = cells.Skip(1).Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
            double[] known = [.. truth.Visits.States(id).ToArray().Concat(truth.Visits.Probabilities(id).ToArray()).Concat(truth.Visits.Clusters(id).ToArray())];
            Assert.Equal(id, cells[0]);
            Assert.All(known.Zip(numbers), pair => Assert.Equal(pair.First, pair.Second, 5.1e-5));
        }
    }

    [Fact]
    public async Task A_missing_truth_is_a_fault() => Assert.Equal("CM1902", await Fault());

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("{\"version\":1}")]
    [InlineData("{\"version\":2}")]
    [InlineData("{\"version\":3}")]
    public async Task A_broken_truth_is_a_fault(string text)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "truth.json"), text, TestContext.Current.CancellationToken);

        Assert.Equal("CM1903", await Fault());
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public async Task A_truth_that_was_cut_off_is_a_fault(double share)
    {
        await SyntheticCohortTests.Create(new() { Patients = 2 }).Truth.WriteAsync(_folder, TestContext.Current.CancellationToken);
        var path = Path.Combine(_folder.FullName, "truth.json");
        var whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(path, whole[..(int)(share * whole.Length)], TestContext.Current.CancellationToken);

        Assert.Equal("CM1903", await Fault());
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_a_fault()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "file"), "", TestContext.Current.CancellationToken);
        var (_, truth) = SyntheticCohortTests.Create(new() { Patients = 2 });

        var thrown = await Assert.ThrowsAsync<CafeMedException>(() =>
            truth.WriteAsync(new DirectoryInfo(Path.Combine(_folder.FullName, "file", "inside")), TestContext.Current.CancellationToken));

        Assert.Equal("CM1904", thrown.Fault.Code);
    }

    private async Task<string> Fault() =>
        (await Assert.ThrowsAsync<CafeMedException>(() => SyntheticTruth.ReadAsync(_folder, TestContext.Current.CancellationToken))).Fault.Code;
}
