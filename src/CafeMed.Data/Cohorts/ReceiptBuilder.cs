using System.Collections.Immutable;

namespace CafeMed.Data;

/// <summary>Collects what a receipt says, while a data set is read and a cohort is built. For one import; not for several threads.</summary>
public sealed class ReceiptBuilder
{
    private readonly List<SourceFile> _files = [];
    private readonly SortedDictionary<string, long> _rows = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _used = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<DroppedRows>> _dropped = new(StringComparer.Ordinal);
    private readonly List<MapCoverage> _coverage = [];
    private readonly List<CriterionDrop> _criteria = [];
    private ImmutableArray<MapReceipt> _maps = [];
    private string _connector = "";
    private string _source = "";
    private CohortCriteria _asked = new();

    /// <summary>Says which part makes the cohort.</summary>
    public void Connector(PartAttribute part)
    {
        ArgumentNullException.ThrowIfNull(part);
        Connector(part.Name, part.Source);
    }

    /// <summary>Says what makes the cohort, and what to cite for it.</summary>
    public void Connector(string name, string source) => (_connector, _source) = (name, source);

    /// <summary>A table has <paramref name="rows"/> rows, and came from <paramref name="file"/>.</summary>
    public void Read(string table, long rows, SourceFile file)
    {
        _rows[table] = rows;
        _files.Add(file);
    }

    /// <summary>A table, of whichever files, has <paramref name="rows"/> rows.</summary>
    public void Rows(string table, long rows) => _rows[table] = rows;

    /// <summary>The cohort is made of <paramref name="file"/>, among others.</summary>
    public void File(SourceFile file) => _files.Add(file);

    /// <summary>An optional table has no file; <paramref name="note"/> says what is not known for that. It stands in the receipt with no rows.</summary>
    public void Absent(string table, string note)
    {
        _rows[table] = 0;
        Drop(table, note, 0);
    }

    /// <summary>So many rows of <paramref name="table"/> were used.</summary>
    public void Use(string table, long rows) => _used[table] = rows;

    /// <summary>So many rows of <paramref name="table"/> were dropped for <paramref name="reason"/>.</summary>
    public void Drop(string table, string reason, long rows)
    {
        if (!_dropped.TryGetValue(table, out var drops))
            _dropped[table] = drops = [];
        drops.Add(new(reason, rows));
    }

    /// <summary>So much of the drugs of <paramref name="table"/> was known to the map.</summary>
    public void Cover(string table, long mapped, long unmapped, IEnumerable<UnmappedDrug> top) => _coverage.Add(new(table, mapped, unmapped, [.. top]));

    /// <summary>So much of a table was known to a map.</summary>
    public void Cover(MapCoverage coverage) => _coverage.Add(coverage);

    /// <summary>These maps were used.</summary>
    public void Mapped(ImmutableArray<MapReceipt> maps) => _maps = maps;

    /// <summary>Who was asked for.</summary>
    public void Ask(CohortCriteria criteria) => _asked = criteria;

    /// <summary>What a criterion left out.</summary>
    public void Criterion(CriterionDrop drop) => _criteria.Add(drop);

    /// <summary>The receipt of <paramref name="cohort"/>.</summary>
    public CohortReceipt Build(Cohort cohort)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        return new()
        {
            Format = CohortReceipt.CurrentFormat,
            Name = cohort.Name,
            Connector = _connector,
            Source = _source,
            Version = typeof(ReceiptBuilder).Assembly.GetName().Version?.ToString(3) ?? "",
            Files = [.. _files.OrderBy(file => file.Name, StringComparer.Ordinal)],
            Tables = [.. _rows.Select(table => new TableReceipt(table.Key, table.Value, _used.GetValueOrDefault(table.Key), Drops(table.Key)))],
            Coverage = [.. _coverage],
            Maps = _maps,
            Criteria = _asked,
            CriterionDrops = [.. _criteria],
            Patients = cohort.Patients.Length,
            Visits = cohort.VisitCount,
            Kinds = [.. CodeKinds.All.Select(kind => Count(cohort, kind))],
            Digest = CohortDigest.Of(cohort),
        };
    }

    internal string DropsInWords() => string.Join("; ", _dropped.SelectMany(table => table.Value.Where(drop => drop.Rows > 0).Select(drop => $"{table.Key}: {drop.Rows} row(s) with {drop.Reason}")));

    internal string CriteriaInWords() => string.Join("; ", _criteria.Select(drop => $"{drop.Criterion}: {drop.Visits} visit(s), {drop.Patients} patient(s) left out"));

    private ImmutableArray<DroppedRows> Drops(string table) => [.. _dropped.GetValueOrDefault(table, []).OrderByDescending(drop => drop.Rows)];

    private static KindCount Count(Cohort cohort, CodeKind kind)
    {
        var (rows, distinct) = cohort.Count(kind);
        return new(kind, rows, distinct);
    }
}
