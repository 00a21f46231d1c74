using System.Collections.Immutable;
using DuckDB.NET.Data;

namespace CafeMed.Data;

/// <summary>Maps inside a store, for scripts: <c>drug_map(name, atc)</c>, <c>code_map(system, code, atc)</c>, <c>recode(system, code, to_system, to_code)</c>.</summary>
/// <remarks>For one import; not for several threads. It counts how many rows the user's maps changed.</remarks>
public sealed class StagedMaps
{
    private static readonly OwnMaps s_none = new([]);

    private readonly CodeMaps _maps;
    private readonly DuckStore _store;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<Code> _codes = [];
    private readonly Dictionary<string, long> _changed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = ["drug-strings"];
    private bool _recodeStaged;
    private int? _edition;

    internal StagedMaps(CodeMaps maps, DuckStore store)
    {
        (_maps, _store) = (maps, store);
        store.Execute(
            """
            create temp table drug_map (name varchar, atc varchar);
            create temp table code_map (system varchar, code varchar, atc varchar);
            create temp table recode (system varchar, code varchar, to_system varchar, to_code varchar);
            create temp macro name_of(text) as upper(trim(regexp_replace(text, '\s+', ' ', 'g')));
            create temp macro time_of(text) as if(try_cast(text as timestamp) between timestamp '0001-01-01' and timestamp '9999-12-30', try_cast(text as timestamp), null);
            """,
            CancellationToken.None);
        using var rows = store.Appender("drug_map");
        foreach (var name in maps.Strings.Names.Concat(OwnNames()))
            if (_names.Add(name))
                foreach (var code in maps.Drug(name).Codes)
                    rows.CreateRow().AppendValue(name).AppendValue(code.Value).EndRow();
    }

    /// <summary>Puts drugs' texts that are understood by their words into <c>drug_map</c>, so that <c>name_of(text)</c> finds them.</summary>
    /// <param name="query">Gives distinct texts and how many rows have each: <c>select drug, count(*) from prescriptions group by all</c>.</param>
    public void Names(string query) => Drugs([MapFile.Name], query);

    /// <summary>Puts codes of a system into <c>code_map</c>, written as the rows have them.</summary>
    /// <param name="system">Ndc, RxNorm, Hicl, or any system that the user's maps know.</param>
    /// <param name="query">Gives distinct codes and how many rows have each: <c>select ndc, count(*) from prescriptions group by all</c>.</param>
    public void Codes(CodeSystem system, string query) => Drugs([system], query);

    /// <summary>Both at once, for rows that say the same drug in several ways, of which a script takes the first that is known.</summary>
    /// <param name="systems">What each column but the last holds, in the order in which the script asks them: <see cref="MapFile.Name"/> for texts.</param>
    /// <param name="query">Gives those columns, distinct, and last how many rows have them.</param>
    public void Drugs(IReadOnlyList<CodeSystem> systems, string query)
    {
        foreach (var system in systems)
            _used.UnionWith(system.Name switch
            {
                "Name" => ["drug-names"],
                "Ndc" => ["ndc-rxnorm", "rxnorm-atc"],
                "RxNorm" => ["rxnorm-atc"],
                _ => Array.Empty<string>(),
            });
        var found = _store.Query(query);
        using var names = _store.Appender("drug_map");
        using var codes = _store.Appender("code_map");
        foreach (var row in found)
        {
            var asked = systems.Select((system, column) => new Code(system, row[column] as string ?? "")).Where(code => code.Value.Length > 0).ToList();
            foreach (var code in asked)
                Put(code, names, codes);
            Tally(asked, Convert.ToInt64(row[^1]));
        }
    }

    /// <summary>Lets <see cref="Recode"/> turn one edition of ICD into the other; the user's maps go before the shipped ones.</summary>
    /// <param name="edition">9 or 10: the edition that codes become. Codes without a counterpart stay as they are.</param>
    public void Icd(int edition)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(edition is 9 or 10, true);
        CodeSystem[] from = edition == 10 ? [CodeSystem.Icd9Cm, CodeSystem.Icd9Proc] : [CodeSystem.Icd10Cm, CodeSystem.Icd10Pcs];
        _edition = edition;
        _used.UnionWith(["gem-diagnoses", "gem-procedures"]);
        using var rows = _store.Appender("recode");
        foreach (var system in from)
            foreach (var (code, to) in _maps.Gems.Pairs(system))
                if (_maps.OwnMaps.Of(new Code(system, code)) is null)
                    rows.CreateRow().AppendValue(system.Name).AppendValue(code).AppendValue(to.System.Name).AppendValue(to.Value).EndRow();
    }

    /// <summary>Turns codes of the table <c>line</c> into what <c>recode</c> says, one line for each target; says how many rows of each table that could be done for.</summary>
    public IReadOnlyList<MapCoverage> Recode()
    {
        if (!_recodeStaged)
            StageOwnCodes();
        if (_store.Query("select 1 from recode limit 1").Count == 0)
            return [];
        foreach (var row in _store.Query(
            "select file, count(distinct (source, row)) from line join own_code on own_code.system = line.system and code = value where reason is null group by 1"))
            _changed[(string)row[0]!] = _changed.GetValueOrDefault((string)row[0]!) + Convert.ToInt64(row[1]);
        var coverage = Reach();
        _store.Execute(
            """
            create or replace temp table line as
            select line.* replace (coalesce(to_system, line.system) as system, coalesce(to_code, value) as value)
              from line left join recode on recode.system = line.system and code = value and reason is null;
            """,
            CancellationToken.None);
        return coverage;
    }

    /// <summary>The maps that were used: the shipped ones with their editions, the user's with the rows that they changed.</summary>
    public ImmutableArray<MapReceipt> Receipts() =>
    [
        .. CodeMaps.Shipped().Where(map => _used.Contains(map.Name) && !(_maps.StringsReplaced && map.Name is "drug-strings" or "drug-names"))
            .Select(map => new MapReceipt(map.Name, map.Version, map.Sha256, map.Rows, null)),
        .. _maps.Own.Select(file => new MapReceipt(file.Path, "own", file.Sha256, file.Count, _changed.GetValueOrDefault(file.Path))),
    ];

    private void Put(Code code, DuckDBAppender names, DuckDBAppender codes)
    {
        if (code.System == MapFile.Name && _names.Add(DrugMap.Normal(code.Value)))
            foreach (var atc in _maps.Drug(code.Value).Codes)
                names.CreateRow().AppendValue(DrugMap.Normal(code.Value)).AppendValue(atc.Value).EndRow();
        else if (code.System != MapFile.Name && _codes.Add(code))
            foreach (var atc in _maps.ToAtc(code))
                codes.CreateRow().AppendValue(code.System.Name).AppendValue(code.Value).AppendValue(atc.Value).EndRow();
    }

    // A row counts as changed where the first answer is not the one that the shipped maps would have given.
    private void Tally(List<Code> asked, long rows)
    {
        if (_maps.Own.IsEmpty)
            return;
        var first = asked.Select(code => Answer(code, _maps.OwnMaps)).FirstOrDefault(answer => answer.Codes.Length > 0);
        if (first.File is { } file && !first.Codes.SequenceEqual(asked.Select(code => Answer(code, s_none).Codes).FirstOrDefault(codes => codes.Length > 0, [])))
            _changed[file] = _changed.GetValueOrDefault(file) + rows;
    }

    private (ImmutableArray<Code> Codes, string? File) Answer(Code code, OwnMaps own)
    {
        if (code.System != MapFile.Name)
            return _maps.ToAtc(code, own);
        var answer = _maps.Drug(code.Value, own);
        return (answer.Codes, answer.File);
    }

    // What the user's maps say of codes that are no drugs.
    private void StageOwnCodes()
    {
        _recodeStaged = true;
        _store.Execute("create temp table own_code (system varchar, code varchar, file varchar)", CancellationToken.None);
        using var own = _store.Appender("own_code");
        using var rows = _store.Appender("recode");
        foreach (var (from, entry) in _maps.OwnMaps.Entries.Where(entry => IsClinical(entry.Key.System)))
        {
            own.CreateRow().AppendValue(from.System.Name).AppendValue(from.Value).AppendValue(entry.File.Path).EndRow();
            foreach (var to in _maps.Ends(from).Where(end => _maps.OwnMaps.Of(end) is null).Distinct())
                rows.CreateRow().AppendValue(from.System.Name).AppendValue(from.Value).AppendValue(to.System.Name).AppendValue(to.Value).EndRow();
        }
    }

    // How many rows of the edition that is left have a counterpart in the one that is asked for.
    private List<MapCoverage> Reach() => _edition is not { } edition ? [] :
    [
        .. _store.Query(
            """
            select source, count(distinct row) filter (where to_code is not null), count(distinct row) filter (where to_code is null)
              from line left join recode on recode.system = line.system and code = value
             where reason is null and line.system = any($systems) group by 1 order by 1
            """,
            ("systems", Left(edition))).Select(row => new MapCoverage((string)row[0]!, Convert.ToInt64(row[1]), Convert.ToInt64(row[2]),
            [
                .. _store.Query(
                    """
                    select value, count(distinct row) from line
                     where source = $source and reason is null and line.system = any($systems)
                       and not exists (select 1 from recode where recode.system = line.system and code = value)
                     group by 1 order by 2 desc, 1 limit 500
                    """,
                    ("source", row[0]!), ("systems", Left(edition))).Select(code => new UnmappedDrug((string)code[0]!, Convert.ToInt64(code[1]))),
            ]) { What = $"codes mapped to ICD-{edition}" }),
    ];

    private static List<string> Left(int edition) => edition == 10 ? ["Icd9Cm", "Icd9Proc"] : ["Icd10Cm", "Icd10Pcs"];

    private IEnumerable<string> OwnNames() => _maps.OwnMaps.Entries
        .Where(entry => entry.Key.System == MapFile.Name || entry.Key.System == MapFile.Hicl)
        .Select(entry => entry.Key.System == MapFile.Hicl ? $"HICL:{entry.Key.Value}" : entry.Key.Value);

    private static bool IsClinical(CodeSystem system) => system.Name is not ("Name" or "Hicl" or "Ndc" or "RxNorm" or "Atc");
}
