using System.Text;
using CafeMed.Data;

namespace CafeMed.Tests.Data;

public sealed class BadInputTests : IDisposable
{
    private readonly TinyMimic _tiny = new();
    private readonly TempFolder _place = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _tiny.Dispose();
        _place.Dispose();
    }

    [Theory]
    [InlineData("1,11,4139", "too few columns")]
    [InlineData("1,11,4139,9,and more", "too many columns")]
    [InlineData("1,11,\"41\"39,9", "a quote that does not close, or text behind one")]
    public async Task A_line_that_cannot_be_read_is_put_aside_with_its_number_reason_and_text(string line, string reason)
    {
        Diagnoses(lines: 40, line);

        var receipt = await Run();

        var table = receipt.Tables.Single(table => table.Table == "diagnoses_icd");
        Assert.Equal((41, 1), (table.Rows, table.Unreadable));
        Assert.Equal(table.Rows, table.Used + table.Dropped.Sum(drop => drop.Rows));
        Assert.Contains(table.Dropped, drop => drop.Rows == 1 && drop.Reason == $"cannot be read: {reason} (see quarantine.csv)");
        var kept = await File.ReadAllLinesAsync(_place.File("c/quarantine.csv").FullName, _ct);
        Assert.Equal("table,file,line,reason,text", kept[0]);
        Assert.Equal($"diagnoses_icd,\"hosp/diagnoses_icd.csv\",42,\"{reason}\",\"{line.Replace("\"", "\"\"")}\"", Assert.Single(kept[1..]));
        Assert.Equal([(receipt.Tables.Sum(table => table.Rows), receipt.Tables.Sum(table => table.Rows) - 1)], receipt.Funnel[0].Counts.Select(count => (count.In, count.Out)));
    }

    [Fact]
    public async Task Text_that_is_not_UTF8_is_put_aside()
    {
        Diagnoses(lines: 40, "1,11,Caf\u00e9,9");
        _tiny.Write();
        var file = _tiny.File("mimic/hosp/diagnoses_icd.csv").FullName;
        await File.WriteAllTextAsync(file, await File.ReadAllTextAsync(file, _ct), Encoding.Latin1, _ct);

        var receipt = await Run(write: false);

        Assert.Equal(1, receipt.Tables.Single(table => table.Table == "diagnoses_icd").Unreadable);
        Assert.Contains("not UTF-8", await File.ReadAllTextAsync(_place.File("c/quarantine.csv").FullName, _ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.05, true)]
    [InlineData(0.06, false)]
    public async Task More_unreadable_lines_than_the_set_share_are_a_fault(double share, bool refused)
    {
        Diagnoses(lines: 17, "1,11,4139");
        var import = Run(share);

        if (!refused)
        {
            Assert.Equal(1, (await import).Tables.Single(table => table.Table == "diagnoses_icd").Unreadable);
            return;
        }
        var fault = (await Assert.ThrowsAsync<CafeMedException>(() => import)).Fault;
        Assert.Equal("CM1041", fault.Code);
        Assert.Contains("1 of 18 lines", fault.Message, StringComparison.Ordinal);
        Assert.Contains("too few columns", fault.Message, StringComparison.Ordinal);
        Assert.Empty(_place.Root.GetFileSystemInfos());
    }

    [Fact]
    public async Task A_quote_that_never_closes_counts_every_line_that_it_swallows()
    {
        Diagnoses(lines: 200, "1,11,\"4139,9\n1,11,0030,9\n1,12,I10,10");

        Assert.Equal(3, (await Run()).Tables.Single(table => table.Table == "diagnoses_icd").Unreadable);
    }

    [Fact]
    public async Task A_byte_order_mark_Windows_line_ends_and_quoted_line_ends_change_nothing()
    {
        _tiny["prescriptions"] += "\n2,21,MAIN,\"Fentanyl\n  Citrate\",2150-06-07 10:00:00,";
        await Run();
        var before = (await CohortFolder.ReadAsync(_place.Sub("c"), _ct)).Cohort;
        foreach (var table in new[] { "patients", "admissions", "diagnoses_icd", "procedures_icd", "prescriptions", "transfers" })
            await File.WriteAllTextAsync(_tiny.File($"mimic/hosp/{table}.csv").FullName, "\uFEFF" + _tiny[table].Replace("\n", "\r\n") + "\r\n", new UTF8Encoding(false), _ct);

        var receipt = await Run(write: false);

        Assert.Equal(before.Patients, (await CohortFolder.ReadAsync(_place.Sub("c"), _ct)).Cohort.Patients);
        Assert.Equal(2, before.Patients[1].Visits[0].Medications.Count);
        Assert.All(receipt.Tables, table => Assert.Equal(0, table.Unreadable));
    }

    [Fact]
    public async Task Leading_zeros_are_kept()
    {
        await Run();

        Assert.Contains(new Code(CodeSystem.Icd9Cm, "0030"), (await CohortFolder.ReadAsync(_place.Sub("c"), _ct)).Cohort.Patients[0].Visits[0].Diagnoses);
    }

    [Fact]
    public async Task A_date_of_another_form_is_not_guessed_but_counted()
    {
        _tiny["admissions"] += "\n2,22,03/04/2151 10:00,,URGENT,";

        var receipt = await Run();

        Assert.Contains(new DroppedRows("admission time is not a time", 1), receipt.Tables.Single(table => table.Table == "admissions").Dropped);
    }

    [Fact]
    public async Task A_visit_listed_twice_counts_once_and_visits_that_overlap_are_both_kept_and_counted()
    {
        _tiny["admissions"] += "\n1,11,2131-01-02 03:04:05,2131-01-09 12:00:00,EW EMER.,\n1,13,2133-05-02 00:00:00,2133-05-03 00:00:00,URGENT,";
        _tiny["diagnoses_icd"] += "\n1,13,I10,10";
        _tiny["prescriptions"] += "\n1,13,MAIN,Aspirin,2133-05-02 08:00:00,";

        var receipt = await Run();

        Assert.Contains(new DroppedRows("visit listed before", 1), receipt.Tables.Single(table => table.Table == "admissions").Dropped);
        Assert.Equal((1, 4), (receipt.Overlaps, receipt.Visits));
    }

    [Fact]
    public async Task A_folder_where_a_file_should_be_is_named()
    {
        _tiny.Without("prescriptions").Write();
        Directory.CreateDirectory(_tiny.File("mimic/hosp/prescriptions.csv").FullName);

        var fault = (await Assert.ThrowsAsync<CafeMedException>(() => Run(write: false))).Fault;

        Assert.Equal("CM1042", fault.Code);
        Assert.Contains("prescriptions.csv' is a folder", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_file_and_a_broken_gz_are_faults_that_leave_nothing()
    {
        _tiny.Write();
        await File.WriteAllBytesAsync(_tiny.File("mimic/hosp/diagnoses_icd.csv").FullName, [], _ct);
        Assert.Equal("CM1017", (await Assert.ThrowsAsync<CafeMedException>(() => Run(write: false))).Fault.Code);
        await File.WriteAllBytesAsync(_tiny.File("mimic/hosp/diagnoses_icd.parquet").FullName, [], _ct);
        File.Delete(_tiny.File("mimic/hosp/diagnoses_icd.csv").FullName);
        Assert.Equal("CM1017", (await Assert.ThrowsAsync<CafeMedException>(() => Run(write: false))).Fault.Code);
        await File.WriteAllTextAsync(_tiny.File("mimic/hosp/diagnoses_icd.parquet").FullName, "PAR1 and nothing", _ct);
        Assert.Equal("CM1005", (await Assert.ThrowsAsync<CafeMedException>(() => Run(write: false))).Fault.Code);

        Assert.Empty(_place.Root.GetFileSystemInfos());
    }

    [Fact]
    public async Task Files_may_be_Parquet_and_names_may_be_in_upper_case()
    {
        await Run();
        var before = (await CohortFolder.ReadAsync(_place.Sub("c"), _ct)).Cohort;
        foreach (var table in new[] { "admissions", "prescriptions" })
        {
            var file = _tiny.File($"mimic/hosp/{table}.csv").FullName;
            using (var store = new DuckStore())
                store.Execute($"copy (select * from read_csv('{file}', all_varchar = true)) to '{Path.ChangeExtension(file, ".parquet")}' (format parquet)", _ct);
            File.Delete(file);
        }
        var upper = _tiny["diagnoses_icd"];
        await File.WriteAllTextAsync(_tiny.File("mimic/hosp/DIAGNOSES_ICD.CSV").FullName, upper.Replace("subject_id,hadm_id,icd_code,icd_version", "SUBJECT_ID,HADM_ID,ICD_CODE,ICD_VERSION") + "\n", _ct);
        File.Delete(_tiny.File("mimic/hosp/diagnoses_icd.csv").FullName);

        var receipt = await Run(write: false);

        Assert.Equal(before.Patients, (await CohortFolder.ReadAsync(_place.Sub("c"), _ct)).Cohort.Patients);
        Assert.Contains(receipt.Files, file => file.Name == "hosp/admissions.parquet");
    }

    private void Diagnoses(int lines, string bad) =>
        _tiny["diagnoses_icd"] = "subject_id,hadm_id,icd_code,icd_version\n" + string.Join('\n', Enumerable.Range(0, lines).Select(i => $"1,{11 + i % 2},I{10 + i},10")) + "\n" + bad;

    private Task<CohortReceipt> Run(double share = 0.05, bool write = true)
    {
        var root = write ? _tiny.Write() : _tiny.Root;
        return new CohortImport(new Mimic4(), "mimic4", new() { MaxUnreadable = share }, new()).RunAsync(root, _place.Sub("c"), null, _ct);
    }
}
