using CafeMed.Data;

namespace CafeMed.Tests.Data;

public sealed class ConnectorContract : IDisposable
{
    private readonly TempFolder _place = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. Import.Connectors.Names];

    public static TheoryData<string> OfTables => [.. TinySources.Names];

    public static TheoryData<string> Connected => [.. Import.Connectors.Names.Where(name => name is "fhir" or "legacy" || Shared(name) is not null)];

    public void Dispose() => _place.Dispose();

    [Fact]
    public void There_are_connectors_for_all_open_data_sets_and_for_everybody_else() =>
        Assert.Superset(new HashSet<string> { "eicu", "events", "mimic3", "mimic4", "omop" }, Import.Connectors.Names.ToHashSet());

    [Fact]
    public void Every_connector_that_is_a_script_has_a_tiny_data_set_here() =>
        Assert.Equal(Import.Connectors.Names.Where(name => Import.Connectors[name].IsSubclassOf(typeof(SqlConnector))), TinySources.Names);

    [Theory, MemberData(nameof(Names))]
    public void It_says_where_it_comes_from(string name)
    {
        var part = PartAttribute.Of(Import.Connectors[name]);

        Assert.Matches("doi:|docs/|https?://", part.Source);
        Assert.NotEmpty(part.Summary);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task A_missing_folder_is_CM1001(string name)
    {
        var root = new DirectoryInfo(Path.Combine(Path.GetTempPath(), "cafemed-no-such-folder"));

        var exception = await Assert.ThrowsAsync<CafeMedException>(() => Import.RunAsync(name, root, _ct));

        Assert.Equal("CM1001", exception.Fault.Code);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task An_empty_folder_is_a_fault(string name)
    {
        var exception = await Assert.ThrowsAsync<CafeMedException>(() => Import.RunAsync(name, _place.Root, _ct));

        Assert.Contains(_place.Root.FullName, exception.Fault.Message);
    }

    [Theory, MemberData(nameof(OfTables))]
    public async Task A_folder_without_a_table_that_is_needed_is_CM1002(string name)
    {
        var exception = await Assert.ThrowsAsync<CafeMedException>(() => Import.RunAsync(name, _place.Root, _ct));

        Assert.Equal("CM1002", exception.Fault.Code);
    }

    [Theory, MemberData(nameof(OfTables))]
    public async Task It_stops_when_told_to(string name)
    {
        var root = TinySources.Write(name, _place);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Import.RunAsync(name, root, stop.Token));
    }

    [Theory, MemberData(nameof(OfTables))]
    public async Task It_stops_in_the_middle_when_told_to(string name)
    {
        var root = TinySources.Write(name, _place);
        using var stop = new CancellationTokenSource();
        var events = Import.Connectors.Create(name).ReadAsync(root, new(), new ReceiptBuilder(), stop.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in events)
                await stop.CancelAsync();
        });
    }

    [Theory, MemberData(nameof(OfTables))]
    public async Task Every_row_is_used_or_dropped_and_every_drug_mapped_or_counted(string name)
    {
        var (cohort, receipt) = await Import.RunAsync(name, TinySources.Write(name, _place), _ct);

        Assert.Equal(2, cohort.Patients.Length);
        Assert.All(receipt.Tables, table => Assert.Equal(table.Rows, table.Used + table.Dropped.Sum(drop => drop.Rows)));
        Assert.Equal(1, receipt.Coverage.Sum(coverage => coverage.Unmapped));
        Assert.Contains(receipt.Coverage.SelectMany(coverage => coverage.Top), drug => drug.Rows == 1);
    }

    [Theory, MemberData(nameof(OfTables))]
    public async Task A_visit_given_twice_counts_once_and_is_told(string name)
    {
        var (cohort, receipt) = await Import.RunAsync(name, TinySources.Write(name, _place), _ct);

        Assert.Single(cohort.Patients.Single(patient => patient.Id.EndsWith('2')).Visits);
        Assert.Contains(
            receipt.Tables.SelectMany(table => table.Dropped),
            drop => drop is { Rows: 1, Reason: "visit listed before" or "unit stay listed before" or "other times than the first row of the visit" });
    }

    [Theory, MemberData(nameof(OfTables))]
    public async Task A_code_keeps_the_zeros_it_begins_with(string name)
    {
        var (cohort, _) = await Import.RunAsync(name, TinySources.Write(name, _place), _ct);

        Assert.Contains(new Code(CodeSystem.Icd9Cm, "0030"), cohort.Patients.Single(patient => patient.Id.EndsWith('1')).Visits[0].Diagnoses);
    }

    [Theory, MemberData(nameof(OfTables))]
    public async Task Windows_line_ends_a_byte_order_mark_and_capital_names_change_nothing(string name)
    {
        var (cohort, receipt) = await Import.RunAsync(name, TinySources.Write(name, _place), _ct);
        using var other = new TempFolder();
        var root = TinySources.Write(name, other, text => "\uFEFF" + Shout(text).Replace("\n", "\r\n"), table => table.ToUpperInvariant() + ".CSV");

        var (same, sameReceipt) = await Import.RunAsync(name, root, _ct);

        Assert.Equal(cohort.Patients.AsSpan(), same.Patients.AsSpan());
        Assert.Equal(receipt.Tables.Select(Told), sameReceipt.Tables.Select(Told));
    }

    [Theory, MemberData(nameof(OfTables))]
    public async Task Buckets_of_patients_change_nothing(string name)
    {
        var root = TinySources.Write(name, _place);

        var one = await StoreAsync(name, root, 1);
        var four = await StoreAsync(name, root, 4);

        Assert.Equal(one.Cohort.Patients.AsSpan(), four.Cohort.Patients.OrderBy(patient => patient.Id, StringComparer.Ordinal).ToArray().AsSpan());
        Assert.Equal(one.Receipt.Tables.Select(Told), four.Receipt.Tables.Select(Told));
        Assert.Equal(4, four.Receipt.Shards.Length);
    }

    [Theory, MemberData(nameof(OfTables))]
    public async Task Parquet_gives_what_CSV_gives(string name)
    {
        var root = TinySources.Write(name, _place);
        using var other = new TempFolder();
        using (var store = new DuckStore())
            foreach (var file in root.EnumerateFiles())
                store.Execute(
                    $"copy (select * from read_csv('{file.FullName}', all_varchar = true, header = true)) to '{other.File(Path.ChangeExtension(file.Name, ".parquet")).FullName}' (format parquet)", _ct);

        var (cohort, receipt) = await Import.RunAsync(name, other.Root, _ct);

        var (expected, ofText) = await Import.RunAsync(name, root, _ct);
        Assert.Equal(expected.Patients.AsSpan(), cohort.Patients.AsSpan());
        Assert.Equal(ofText.Tables.Select(Told), receipt.Tables.Select(Told));
        Assert.All(receipt.Files, file => Assert.EndsWith(".parquet", file.Name));
    }

    [Theory, MemberData(nameof(Connected))]
    public async Task Events_come_by_patient_start_and_visit_and_only_once(string name)
    {
        using var place = new ContractData(name);
        var root = place.Root;
        var events = new List<ClinicalEvent>();

        await foreach (var line in Import.Connectors.Create(name).ReadAsync(root, new(), new ReceiptBuilder(), _ct))
            events.Add(line);

        var ordered = events.OrderBy(line => line.PatientId, StringComparer.Ordinal).ThenBy(line => line.StartedAt).ThenBy(line => line.VisitId, StringComparer.Ordinal);
        Assert.Equal(ordered, events);
        Assert.Equal(events.Count, events.Select(line => line with { KnownAt = null }).Distinct().Count());
        Assert.All(events.Where(line => line.Kind == CodeKind.Medication), line => Assert.Equal(name == "legacy" ? 3 : 5, AtcLevel.Of(line.Code)));
        Assert.All(events, line => Assert.Contains(line.Code.System, CodeSystem.Known));
        // What lies before the visit may have been known before it.
        Assert.All(events, line => Assert.True(line.Kind is CodeKind.PastHistory or CodeKind.Allergy || line.KnownAt is not { } known || known >= line.StartedAt, line.ToString()));
    }

    // Open data for most; records of the SafeDrug line may not be shared, so those are made by hand.
    private sealed class ContractData(string name) : IDisposable
    {
        private readonly Legacy.TinyLegacy? _made = name == "legacy" ? new() : null;

        public DirectoryInfo Root => _made?.Root ?? SharedData.Require(name switch { "fhir" => "synthea-r4", _ => ConnectorContract.Shared(name)! });

        public void Dispose() => _made?.Dispose();
    }

    private async Task<(Cohort Cohort, CohortReceipt Receipt)> StoreAsync(string name, DirectoryInfo root, int buckets)
    {
        var folder = _place.Sub($"cohort-{buckets}");
        await new CohortImport(Import.Connectors.Create(name), name, new() { Buckets = buckets }, new()).RunAsync(root, folder, null, _ct);
        return await CohortFolder.ReadAsync(folder, _ct);
    }

    private static string Shout(string text) => text.IndexOf('\n', StringComparison.Ordinal) is var end ? text[..end].ToUpperInvariant() + text[end..] : text;

    private static string Told(TableReceipt table) => $"{table.Table} {table.Rows} {table.Used} {string.Join("; ", table.Dropped.OrderBy(drop => drop.Reason, StringComparer.Ordinal))}";

    private static string? Shared(string name) => name switch
    {
        "mimic3" => "mimic-iii-demo-1.4",
        "mimic4" => "mimic-iv-demo-2.2",
        "eicu" => "eicu-demo-2.0",
        "omop" => "omop-mimic-iv-demo-12",
        _ => null,
    };
}
