using CafeMed.Data;

namespace CafeMed.Tests.Data;

public sealed class ConnectorContract
{
    public static TheoryData<string> Names => [.. Import.Connectors.Names];

    [Fact]
    public void There_are_connectors_for_both_open_data_sets() => Assert.Superset(new HashSet<string> { "eicu", "mimic4" }, Import.Connectors.Names.ToHashSet());

    [Theory, MemberData(nameof(Names))]
    public void It_says_where_it_comes_from(string name)
    {
        var part = PartAttribute.Of(Import.Connectors[name]);

        Assert.Contains("doi:", part.Source);
        Assert.NotEmpty(part.Summary);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task A_missing_folder_is_CM1001(string name)
    {
        var root = new DirectoryInfo(Path.Combine(Path.GetTempPath(), "cafemed-no-such-folder"));

        var exception = await Assert.ThrowsAsync<CafeMedException>(() => Import.RunAsync(name, root, TestContext.Current.CancellationToken));

        Assert.Equal("CM1001", exception.Fault.Code);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task An_empty_folder_is_CM1002(string name)
    {
        using var place = new TempFolder();

        var exception = await Assert.ThrowsAsync<CafeMedException>(() => Import.RunAsync(name, place.Root, TestContext.Current.CancellationToken));

        Assert.Equal("CM1002", exception.Fault.Code);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task It_stops_when_told_to(string name)
    {
        using var place = new ContractData(name);
        var root = place.Root;
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Import.RunAsync(name, root, stop.Token));
    }

    [Theory, MemberData(nameof(Names))]
    public async Task It_stops_in_the_middle_when_told_to(string name)
    {
        using var place = new ContractData(name);
        var root = place.Root;
        using var stop = new CancellationTokenSource();
        var events = Import.Connectors.Create(name).ReadAsync(root, new(), new ReceiptBuilder(), stop.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in events)
                await stop.CancelAsync();
        });
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Events_come_by_patient_start_and_visit_and_only_once(string name)
    {
        using var place = new ContractData(name);
        var root = place.Root;
        var events = new List<ClinicalEvent>();

        await foreach (var line in Import.Connectors.Create(name).ReadAsync(root, new(), new ReceiptBuilder(), TestContext.Current.CancellationToken))
            events.Add(line);

        var ordered = events.OrderBy(line => line.PatientId, StringComparer.Ordinal).ThenBy(line => line.StartedAt).ThenBy(line => line.VisitId, StringComparer.Ordinal);
        Assert.Equal(ordered, events);
        Assert.Equal(events.Count, events.Distinct().Count());
        Assert.All(events.Where(line => line.Kind == CodeKind.Medication), line => Assert.Equal(name == "legacy" ? 3 : 5, AtcLevel.Of(line.Code)));
        Assert.All(events, line => Assert.Contains(line.Code.System, CodeSystem.Known));
    }

    // Open data for most; records of the SafeDrug line may not be shared, so those are made by hand.
    private sealed class ContractData(string name) : IDisposable
    {
        private readonly Legacy.TinyLegacy? _made = name == "legacy" ? new() : null;

        public DirectoryInfo Root => _made?.Root ?? SharedData.Require(name switch { "mimic4" => "mimic-iv-demo-2.2", "eicu" => "eicu-demo-2.0", "fhir" => "synthea-r4", _ => name });

        public void Dispose() => _made?.Dispose();
    }
}
