using System.Collections.Immutable;

namespace CafeMed.Data;

/// <summary>Collects what a receipt says, while a data set is read and a cohort is built. For one import; not for several threads.</summary>
public sealed class ReceiptBuilder
{
    private const int MostUnmapped = 500;

    private readonly List<SourceFile> _files = [];
    private readonly SortedDictionary<string, MapReceipt> _maps = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _rows = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _used = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedDictionary<string, long>> _dropped = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _unreadable = new(StringComparer.Ordinal);
    private readonly List<MapCoverage> _coverage = [];
    private readonly List<CriterionDrop> _criteria = [];
    private string _connector = "";
    private string _source = "";
    private string _label = "";
    private string? _interactions;
    private int _overlaps;
    private CohortCriteria _asked = new();

    /// <summary>Says which part makes the cohort.</summary>
    public void Connector(PartAttribute part)
    {
        ArgumentNullException.ThrowIfNull(part);
        Connector(part.Name, part.Source);
    }

    /// <summary>Says what makes the cohort, and what to cite for it.</summary>
    public void Connector(string name, string source) => (_connector, _source) = (name, source);

    /// <summary>What a visit's medications are, in words.</summary>
    public void Label(string rule) => _label = rule;

    /// <summary>These maps were used; the rows that one changed add up.</summary>
    public void Mapped(ImmutableArray<MapReceipt> maps)
    {
        foreach (var map in maps)
            _maps[map.Name] = _maps.TryGetValue(map.Name, out var known) ? map with { Rows = known.Rows + map.Rows } : map;
    }

    /// <summary>SHA-256 of the table of interactions that the cohort is to be used with.</summary>
    public void Interactions(string sha256) => _interactions = sha256;

    /// <summary>So many visits began before an earlier one of the same patient had ended. They are kept.</summary>
    public void Overlap(int visits) => _overlaps += visits;

    /// <summary>So many lines of <paramref name="table"/> could not be read, and were put aside for <paramref name="why"/>. They count as rows of the table, and as dropped.</summary>
    public void Unreadable(string table, string why, long lines)
    {
        _rows[table] = _rows.GetValueOrDefault(table) + lines;
        _unreadable[table] = _unreadable.GetValueOrDefault(table) + lines;
        Drop(table, Quarantine.ReasonOf(why), lines);
    }

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

    /// <summary>So many rows more of <paramref name="table"/> were used.</summary>
    public void Use(string table, long rows) => _used[table] = _used.GetValueOrDefault(table) + rows;

    /// <summary>So many rows more of <paramref name="table"/> were dropped for <paramref name="reason"/>.</summary>
    public void Drop(string table, string reason, long rows)
    {
        if (!_dropped.TryGetValue(table, out var drops))
            _dropped[table] = drops = new(StringComparer.Ordinal);
        drops[reason] = drops.GetValueOrDefault(reason) + rows;
    }

    /// <summary>So much more of the drugs of <paramref name="table"/> was known to the map.</summary>
    public void Cover(string table, long mapped, long unmapped, IEnumerable<UnmappedDrug> top) => Cover(new(table, mapped, unmapped, [.. top]));

    /// <summary>So much more of a table was known to a map.</summary>
    public void Cover(MapCoverage more)
    {
        ArgumentNullException.ThrowIfNull(more);
        var at = _coverage.FindIndex(coverage => coverage.Table == more.Table && coverage.What == more.What);
        if (at < 0)
            _coverage.Add(more);
        else
            _coverage[at] = _coverage[at] with { Mapped = _coverage[at].Mapped + more.Mapped, Unmapped = _coverage[at].Unmapped + more.Unmapped, Top = Merge(_coverage[at].Top, more.Top) };
    }

    /// <summary>Who was asked for.</summary>
    public void Ask(CohortCriteria criteria) => _asked = criteria;

    /// <summary>What a criterion left out.</summary>
    public void Criterion(CriterionDrop drop)
    {
        ArgumentNullException.ThrowIfNull(drop);
        var at = _criteria.FindIndex(known => known.Criterion == drop.Criterion);
        if (at < 0)
            _criteria.Add(drop);
        else
            _criteria[at] = _criteria[at].Plus(drop);
    }

    /// <summary>What the rows of one bucket came to, as it is kept beside the bucket.</summary>
    internal RowAccount Account() => new(
        [.. _used.Select(used => new TableUse(used.Key, used.Value))],
        [.. _dropped.SelectMany(table => table.Value.Select(drop => new TableDrop(table.Key, drop.Key, drop.Value)))],
        [.. _coverage],
        [.. _criteria],
        _overlaps,
        [.. _maps.Values]);

    /// <summary>Adds a bucket's account.</summary>
    internal void Add(RowAccount account)
    {
        foreach (var used in account.Used)
            Use(used.Table, used.Rows);
        foreach (var drop in account.Dropped)
            Drop(drop.Table, drop.Reason, drop.Rows);
        foreach (var coverage in account.Coverage)
            Cover(coverage);
        foreach (var drop in account.Criteria)
            Criterion(drop);
        Overlap(account.Overlaps);
        Mapped(account.Maps);
    }

    /// <summary>The receipt of <paramref name="cohort"/>, as one shard.</summary>
    public CohortReceipt Build(Cohort cohort)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        using var tally = CohortDigest.Tally(cohort.Patients, new CodeBook());
        return Build(cohort.Name, [new(ShardFile.NameOf(0), tally.Patients, tally.Visits, tally.Digest())], tally.Kinds(), tally.Repeated);
    }

    internal CohortReceipt Build(string name, ImmutableArray<CohortShard> shards, ImmutableArray<KindCount> kinds, int repeated) => new()
    {
        Format = CohortReceipt.CurrentFormat,
        Name = name,
        Connector = _connector,
        Source = _source,
        Version = typeof(ReceiptBuilder).Assembly.GetName().Version?.ToString(3) ?? "",
        Files = [.. _files.OrderBy(file => file.Name, StringComparer.Ordinal)],
        Tables = [.. _rows.Select(table => new TableReceipt(table.Key, table.Value, _used.GetValueOrDefault(table.Key), Drops(table.Key)) { Unreadable = _unreadable.GetValueOrDefault(table.Key) })],
        Maps = [.. _maps.Values],
        Coverage = [.. _coverage.Select(coverage => coverage with { Top = [.. Most(coverage.Top)] })],
        Label = _label,
        Criteria = _asked,
        CriterionDrops = [.. _criteria],
        Patients = shards.Sum(shard => shard.Patients),
        Visits = shards.Sum(shard => shard.Visits),
        Repeated = repeated,
        Overlaps = _overlaps,
        Kinds = kinds,
        Interactions = _interactions,
        Shards = shards,
        Digest = CohortDigest.OfShards([.. shards.Select(shard => shard.Digest)]),
    };

    internal long Rows(string table) => _rows.GetValueOrDefault(table);

    internal long Dropped(string table, string reason) => _dropped.TryGetValue(table, out var drops) ? drops.GetValueOrDefault(reason) : 0;

    internal string DropsInWords() => string.Join("; ", _dropped.SelectMany(table => table.Value.Where(drop => drop.Value > 0).Select(drop => $"{table.Key}: {drop.Value} row(s) with {drop.Key}")));

    internal string CriteriaInWords() => string.Join("; ", _criteria.Select(drop => $"{drop.Criterion}: {drop.Visits} visit(s), {drop.Patients} patient(s) left out"));

    private ImmutableArray<DroppedRows> Drops(string table) => _dropped.TryGetValue(table, out var drops)
        ? [.. drops.Select(drop => new DroppedRows(drop.Key, drop.Value)).OrderByDescending(drop => drop.Rows)]
        : [];

    private static ImmutableArray<UnmappedDrug> Merge(IEnumerable<UnmappedDrug> one, IEnumerable<UnmappedDrug> other) =>
        [.. one.Concat(other).GroupBy(drug => drug.Drug, StringComparer.Ordinal).Select(drug => new UnmappedDrug(drug.Key, drug.Sum(part => part.Rows)))];

    private static IEnumerable<UnmappedDrug> Most(IEnumerable<UnmappedDrug> drugs) =>
        drugs.OrderByDescending(drug => drug.Rows).ThenBy(drug => drug.Drug, StringComparer.Ordinal).Take(MostUnmapped);
}
