using CafeMed.Data;

namespace CafeMed.Tests.Data;

/// <summary>From a data set's folder to a cohort, as the command line does it.</summary>
internal static class Import
{
    public static Catalogue<IConnector> Connectors { get; } = new(typeof(IConnector).Assembly, "connector");

    public static async Task<(Cohort Cohort, CohortReceipt Receipt)> RunAsync(
        string connector, DirectoryInfo root, CancellationToken ct, ImportOptions? options = null, CohortCriteria? criteria = null)
    {
        var (reader, receipt) = (Connectors.Create(connector), new ReceiptBuilder());
        var events = reader.ReadAsync(root, options ?? new(), receipt, ct);
        var cohort = await new CohortBuilder(criteria ?? new()) { TimeGaps = reader.HasRealTimes }.BuildAsync(connector, events, receipt, ct);
        return (cohort, receipt.Build(cohort));
    }

    /// <summary>When each code of a visit became known, by <c>Kind System:Value</c>.</summary>
    public static async Task<Dictionary<string, DateTime?>> KnownAsync(string connector, DirectoryInfo root, string visit, CancellationToken ct, ImportOptions? options = null)
    {
        var known = new Dictionary<string, DateTime?>();
        await foreach (var line in Connectors.Create(connector).ReadAsync(root, options ?? new(), new ReceiptBuilder(), ct))
            if (line.VisitId == visit)
                known.Add($"{line.Kind} {line.Code}", line.KnownAt);
        return known;
    }
}
