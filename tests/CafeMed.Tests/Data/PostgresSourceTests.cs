using CafeMed.Data;

namespace CafeMed.Tests.Data;

public sealed class PostgresSourceTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly DirectoryInfo _nowhere = new("/no-such-folder");

    [Fact]
    public async Task A_live_database_gives_the_cohort_that_its_files_give()
    {
        var connection = server.Require();
        using var place = new TempFolder();
        await server.FillAsync("same", TinyOmop.Tables, _ct);

        var (cohort, receipt) = await Import.RunAsync("omop", _nowhere, _ct, new() { Connection = connection, Schema = "same" });

        var (expected, files) = await Import.RunAsync("omop", TinyOmop.Write(place), _ct);
        Assert.Equal(expected.Patients.AsSpan(), cohort.Patients.AsSpan());
        Assert.Equal(
            files.Tables.Where(table => !table.Table.StartsWith("concept", StringComparison.Ordinal)).Select(Told),
            receipt.Tables.Where(table => !table.Table.StartsWith("concept", StringComparison.Ordinal)).Select(Told));
        Assert.Contains("PostgreSQL database 'postgres', schema 'same'", receipt.Source);
        Assert.DoesNotContain(PostgresServer.Password, receipt.ToJson());
        Assert.Equal(receipt.Tables.Count(table => table.Rows > 0), receipt.Files.Length);
    }

    [Fact]
    public async Task The_command_writes_a_cohort_that_nowhere_shows_the_password()
    {
        var connection = server.Require();
        using var place = new TempFolder();
        await server.FillAsync("told", TinyOmop.Tables, _ct);
        var before = Extracts();

        var run = await Cli.CliRun.Of("data", "import", "omop", "--connection", connection, "--schema", "told", "--buckets", "2", "--out", place.Sub("cohort").FullName);

        Assert.Equal(0, run.Exit);
        Assert.Contains("schema 'told'", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresServer.Password, run.Out + run.Error, StringComparison.Ordinal);
        var (cohort, _) = await CohortFolder.ReadAsync(place.Sub("cohort"), _ct);
        Assert.Equal(["1", "2"], cohort.Patients.Select(patient => patient.Id).Order());
        Assert.All(
            place.Root.EnumerateFiles("*", SearchOption.AllDirectories),
            file => Assert.DoesNotContain(PostgresServer.Password, File.ReadAllText(file.FullName, System.Text.Encoding.Latin1), StringComparison.Ordinal));
        Assert.Subset(before, Extracts());
    }

    [Fact]
    public async Task The_open_demo_goes_through_a_database_unchanged()
    {
        var connection = server.Require();
        var folder = SharedData.Require("omop-mimic-iv-demo-12");
        await server.FillAsync("demo", folder.EnumerateFiles("*.csv").ToDictionary(file => Path.GetFileNameWithoutExtension(file.Name), file => File.ReadAllText(file.FullName)), _ct);

        Assert.Equal(await EventsAsync(folder, new()), await EventsAsync(_nowhere, new() { Connection = connection, Schema = "demo" }));
    }

    [Fact]
    public async Task The_vocabulary_may_lie_in_a_schema_of_its_own_and_optional_tables_may_be_missing()
    {
        var connection = server.Require();
        await server.FillAsync("cdm", TinyOmop.Tables.Where(table => !table.Key.StartsWith("concept", StringComparison.Ordinal) && table.Key != "observation").ToDictionary(), _ct);
        await server.FillAsync("vocab", TinyOmop.Tables.Where(table => table.Key.StartsWith("concept", StringComparison.Ordinal)).ToDictionary(), _ct);

        var (cohort, receipt) = await Import.RunAsync("omop", _nowhere, _ct, new() { Connection = connection, Schema = "cdm, vocab" });
        var (without, _) = await Import.RunAsync("omop", _nowhere, _ct, new() { Connection = connection, Schema = "cdm" });

        Assert.Contains(new Code(CodeSystem.Icd10Cm, "E119"), cohort.Patients[0].Visits[0].Diagnoses);
        Assert.Contains("allergies and past history", receipt.Tables.Single(table => table.Table == "observation").Dropped.Single().Reason);
        Assert.Contains(new Code(CodeSystem.Local, "concept 320128"), without.Patients[0].Visits[0].Diagnoses);
    }

    [Fact]
    public async Task The_work_folder_is_gone_and_a_wrong_password_is_a_fault_that_does_not_show_it()
    {
        var before = Extracts();
        var exception = await FailAsync(server.Require("wr0ng-pass-5150"), "public");

        Assert.Equal("CM1061", exception.Fault.Code);
        Assert.DoesNotContain("wr0ng-pass-5150", exception.ToString() + exception.Fault);
        Assert.Subset(before, Extracts());
    }

    [Fact]
    public async Task A_missing_schema_table_or_column_is_named()
    {
        var connection = server.Require();
        await server.FillAsync("lacks", TinyOmop.Tables.Where(table => table.Key != "drug_exposure").ToDictionary(), _ct);
        await server.FillAsync("other", TinyOmop.Tables.ToDictionary(table => table.Key, table => table.Value.Replace("year_of_birth", "birth_year")), _ct);

        Assert.Equal("CM1062", (await FailAsync(connection, "nowhere")).Fault.Code);
        var table = await FailAsync(connection, "lacks");
        Assert.Equal("CM1063", table.Fault.Code);
        Assert.Contains("drug_exposure", table.Fault.Message);
        var column = await FailAsync(connection, "other");
        Assert.Equal("CM1064", column.Fault.Code);
        Assert.Contains("birth_year", column.Fault.Hint);
    }

    [Theory]
    [InlineData("postgresql://me:pa55word-1@db/omop")]
    [InlineData("Host=db;Pasword=pa55word-1")]
    [InlineData("Host=db;Port=pa55word-1")]
    [InlineData("Password=pa55word-1")]
    public async Task A_malformed_connection_is_not_repeated(string connection)
    {
        var exception = await FailAsync(connection, "public");

        Assert.Equal("CM1060", exception.Fault.Code);
        Assert.DoesNotContain("pa55word-1", exception.ToString() + exception.Fault);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_fault()
    {
        var exception = await FailAsync("Host=/no-such-folder;Database=omop;Username=me;Password=pa55word-1", "public");

        Assert.Equal("CM1061", exception.Fault.Code);
        Assert.DoesNotContain("pa55word-1", exception.ToString() + exception.Fault);
    }

    [Fact]
    public void Options_do_not_show_their_connection() =>
        Assert.DoesNotContain("pa55word-1", new ImportOptions { Connection = "Host=db;Password=pa55word-1" }.ToString());

    private Task<CafeMedException> FailAsync(string connection, string schema) =>
        Assert.ThrowsAsync<CafeMedException>(() => Import.RunAsync("omop", _nowhere, _ct, new() { Connection = connection, Schema = schema }));

    private async Task<List<ClinicalEvent>> EventsAsync(DirectoryInfo root, ImportOptions options)
    {
        var events = new List<ClinicalEvent>();
        await foreach (var line in Import.Connectors.Create("omop").ReadAsync(root, options, new ReceiptBuilder(), _ct))
            events.Add(line);
        return events;
    }

    private static string Told(TableReceipt table) => $"{table.Table} {table.Rows} {table.Used} {string.Join("; ", table.Dropped.Where(drop => drop.Rows > 0).OrderBy(drop => drop.Reason, StringComparer.Ordinal))}";

    private static HashSet<string> Extracts() => [.. Directory.EnumerateFiles(Path.GetTempPath(), "visit_occurrence.csv", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1, IgnoreInaccessible = true })];
}
