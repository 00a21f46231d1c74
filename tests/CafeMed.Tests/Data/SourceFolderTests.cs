namespace CafeMed.Tests.Data;

public sealed class SourceFolderTests : IDisposable
{
    private readonly TinyMimic _tiny = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public void Dispose() => _tiny.Dispose();

    [Fact]
    public async Task A_missing_table_is_named()
    {
        var root = _tiny.Without("prescriptions").Write();

        var exception = await Assert.ThrowsAsync<CafeMedException>(() => Import.RunAsync("mimic4", root, _ct));

        Assert.Equal("CM1002", exception.Fault.Code);
        Assert.Contains("prescriptions.csv", exception.Fault.Message);
    }

    [Fact]
    public async Task A_renamed_column_is_named_with_its_file_and_what_may_have_taken_its_place()
    {
        _tiny["admissions"] = _tiny["admissions"].Replace("admittime", "admit_time");
        var root = _tiny.Write(zipped: true);

        var exception = await Assert.ThrowsAsync<CafeMedException>(() => Import.RunAsync("mimic4", root, _ct));

        Assert.Equal("CM1003", exception.Fault.Code);
        Assert.Contains("admissions.csv.gz", exception.Fault.Message);
        Assert.Contains("'admittime'", exception.Fault.Message);
        Assert.Contains("'admit_time'", exception.Fault.Message);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(0.99)]
    public async Task A_truncated_gz_is_a_fault(double share)
    {
        var root = _tiny.Write(zipped: true);
        var file = _tiny.File("mimic/hosp/diagnoses_icd.csv.gz").FullName;
        var bytes = await File.ReadAllBytesAsync(file, _ct);
        await File.WriteAllBytesAsync(file, bytes[..(int)(bytes.Length * share)], _ct);

        var exception = await Assert.ThrowsAsync<CafeMedException>(() => Import.RunAsync("mimic4", root, _ct));

        Assert.Equal("CM1004", exception.Fault.Code);
        Assert.Contains("diagnoses_icd.csv.gz", exception.Fault.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_empty_file_is_called_empty(bool zipped)
    {
        var root = _tiny.Write(zipped);
        var file = _tiny.File($"mimic/hosp/diagnoses_icd.csv{(zipped ? ".gz" : "")}").FullName;
        await File.WriteAllBytesAsync(file, [], _ct);

        var exception = await Assert.ThrowsAsync<CafeMedException>(() => Import.RunAsync("mimic4", root, _ct));

        Assert.Equal("CM1017", exception.Fault.Code);
        Assert.Contains($"'{file}' is empty", exception.Fault.Message);
    }

    [Fact]
    public async Task A_gz_of_several_members_is_whole()
    {
        var root = _tiny.Write(zipped: true);
        var file = _tiny.File("mimic/hosp/diagnoses_icd.csv.gz").FullName;
        var more = _tiny.File("more.gz");
        using (var zip = new StreamWriter(new System.IO.Compression.GZipStream(more.Create(), System.IO.Compression.CompressionLevel.Fastest)))
            await zip.WriteAsync("2,21,I10,10\n");
        await File.AppendAllBytesAsync(file, await File.ReadAllBytesAsync(more.FullName, _ct), _ct);

        var (cohort, _) = await Import.RunAsync("mimic4", root, _ct);

        Assert.Contains(new Code(CodeSystem.Icd10Cm, "I10"), cohort.Patients[1].Visits[0].Diagnoses);
    }
}
