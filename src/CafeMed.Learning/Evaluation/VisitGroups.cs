using System.Globalization;

namespace CafeMed.Learning.Evaluation;

/// <summary>Divides held-out visits by place, age, sex, site and rarity while they pass by; of each some bytes are kept.</summary>
internal sealed class VisitGroups(IReadOnlyDictionary<Code, int>? diagnosisCounts)
{
    private const int Sites = 12;
    private const int Parts = 5;
    private const string NotRecorded = "not recorded";

    private static readonly (GroupKind By, CodeKind Kind)[] s_kinds = [(GroupKind.Age, CodeKind.Age), (GroupKind.Sex, CodeKind.Sex), (GroupKind.Site, CodeKind.Site)];

    private readonly List<int> _patientOf = [];
    private readonly List<bool> _first = [];
    private readonly List<int>[] _ids = [.. s_kinds.Select(_ => new List<int>())];
    private readonly Dictionary<string, int>[] _names = [.. s_kinds.Select(_ => new Dictionary<string, int>(StringComparer.Ordinal))];
    private readonly List<int> _rarest = [];
    private int _patients;

    /// <summary>Takes some patients.</summary>
    public void Add(VisitTable table)
    {
        foreach (var patient in table.Patients)
        {
            for (var t = 0; t < patient.Visits.Length; t++)
            {
                var visit = patient.Visits[t];
                _patientOf.Add(_patients);
                _first.Add(t == 0);
                for (var k = 0; k < s_kinds.Length; k++)
                    _ids[k].Add(Id(_names[k], visit[s_kinds[k].Kind] is [var code, ..] ? code.Value : NotRecorded));
                _rarest.Add(Rarest(visit));
            }
            _patients++;
        }
    }

    /// <summary>(V) the weight of each visit: the largest 1 / n over its diagnoses; 0 where it has none.</summary>
    public double[] Weights() => [.. _rarest.Select(count => count == int.MaxValue ? 0.0 : 1.0 / count)];

    /// <summary>(V) whose each visit is.</summary>
    public int[] PatientOf() => [.. _patientOf];

    /// <summary>All groups that have a visit; a kind that no visit has is left out.</summary>
    public IReadOnlyList<VisitGroup> Build()
    {
        var patientOf = PatientOf();
        var groups = new List<VisitGroup> { Group(GroupKind.Visit, "first", v => _first[v]), Group(GroupKind.Visit, "later", v => !_first[v]) };
        for (var k = 0; k < s_kinds.Length; k++)
            groups.AddRange(OfKind(k));
        if (diagnosisCounts is not null)
            groups.AddRange(ByRarity(patientOf));
        return groups;

        VisitGroup Group(GroupKind by, string name, Func<int, bool> has) => new(by, name, [.. Enumerable.Range(0, patientOf.Length).Where(has)], patientOf, _patients);

        IEnumerable<VisitGroup> OfKind(int k)
        {
            if (_names[k].Count == 0 || _names[k].Count == 1 && _names[k].ContainsKey(NotRecorded))
                return [];
            var visits = Enumerable.Range(0, patientOf.Length).ToLookup(v => _ids[k][v]);
            var named = _names[k].Select(name => new VisitGroup(s_kinds[k].By, name.Key, [.. visits[name.Value]], patientOf, _patients)).ToArray();
            var ordered = s_kinds[k].By == GroupKind.Site
                ? named.OrderByDescending(group => group.Visits.Length).ThenBy(group => group.Name, StringComparer.Ordinal)
                : named.OrderBy(group => group.Name == NotRecorded).ThenBy(group => group.Name, StringComparer.Ordinal);
            return Pooled([.. ordered]);
        }
    }

    // The smallest hospitals together: a line for each of two hundred says nothing.
    private static VisitGroup[] Pooled(VisitGroup[] groups) => groups.Length <= Sites + 1
        ? groups
        : [.. groups[..Sites], new(
            groups[0].By, $"{groups.Length - Sites} smaller ones", [.. groups[Sites..].SelectMany(group => group.Visits).Order()], groups[0].PatientOf, groups[0].People)];

    private IEnumerable<VisitGroup> ByRarity(int[] patientOf)
    {
        var ordered = Enumerable.Range(0, patientOf.Length).Where(v => _rarest[v] != int.MaxValue).OrderBy(v => _rarest[v]).ToArray();
        for (var g = 0; g < Parts && ordered.Length >= Parts; g++)
        {
            var part = ordered[(ordered.Length * g / Parts)..(ordered.Length * (g + 1) / Parts)];
            var (least, most) = (_rarest[part[0]], _rarest[part[^1]]);
            var counts = least == most ? Count(least) : $"{Count(least)} to {Count(most)}";
            yield return new(GroupKind.Rarity, $"{g + 1}: rarest diagnosis in {counts} training visits", [.. part.Order()], patientOf, _patients);
        }
    }

    private static string Count(int visits) => visits.ToString("#,0", CultureInfo.InvariantCulture);

    // A diagnosis without a column of its own was seen less often than any that has one: it counts as seen once.
    private int Rarest(Visit visit) => diagnosisCounts is null || visit.Diagnoses.Count == 0
        ? int.MaxValue
        : visit.Diagnoses.Min(code => Math.Max(1, diagnosisCounts.GetValueOrDefault(code, 1)));

    private static int Id(Dictionary<string, int> names, string name)
    {
        if (!names.TryGetValue(name, out var id))
            names[name] = id = names.Count;
        return id;
    }
}
