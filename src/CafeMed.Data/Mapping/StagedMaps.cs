using System.Collections.Immutable;

namespace CafeMed.Data;

/// <summary>Maps inside a store, for scripts: <c>drug_map(name, atc)</c>, <c>code_map(system, code, atc)</c>, <c>recode(system, code, to_system, to_code)</c>.</summary>
/// <remarks>For one import; not for several threads. It counts how many rows the user's maps changed.</remarks>
public sealed class StagedMaps
{
    private readonly CodeMaps _maps;
    private readonly DuckStore _store;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<Code> _codes = [];
    private readonly Dictionary<string, long> _changed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = ["drug-strings"];

    internal StagedMaps(CodeMaps maps, DuckStore store)
    {
        (_maps, _store) = (maps, store);
        store.Execute(
            """
            create temp table drug_map (name varchar, atc varchar);
            create temp table code_map (system varchar, code varchar, atc varchar);
            create temp table recode (system varchar, code varchar, to_system varchar, to_code varchar);
            create temp macro name_of(text) as upper(trim(regexp_replace(text, '\s+', ' ', 'g')));
            """,
            CancellationToken.None);
        using var rows = store.Appender("drug_map");
        foreach (var name in maps.Strings.Names.Concat(OwnNames()))
            if (_names.Add(name))
                foreach (var code in maps.Drug(name).Codes)
                    rows.CreateRow().AppendValue(name).AppendValue(code.Value).EndRow();
    }

    /// <summary>Puts drugs' texts that are understood by their words into <c>drug_map</c>, so that <c>name_of(text)</c> finds them.</summary>
    /// <param name="query">
    /// Gives one or more texts of a row, the one that is asked first in front, and last how many rows have them:
    /// <c>select drug, count(*) from prescriptions group by all</c>.
    /// </param>
    public void Names(string query)
    {
        _used.Add("drug-names");
        var found = _store.Query(query).Select(row => (row[..^1].OfType<string>().Where(text => text.Length > 0).ToList(), Convert.ToInt64(row[^1]))).ToList();
        using var rows = _store.Appender("drug_map");
        foreach (var (texts, count) in found)
        {
            var answers = texts.Select(_maps.Drug).ToList();
            if (answers.Find(answer => !answer.Codes.IsEmpty) is { File: { } file } first
                && !first.Codes.SequenceEqual(texts.Select(text => _maps.ShippedDrug(text).Codes).FirstOrDefault(codes => !codes.IsEmpty, [])))
                _changed[file] = _changed.GetValueOrDefault(file) + count;
            foreach (var answer in answers.Where(answer => _names.Add(DrugMap.Normal(answer.Text))))
                foreach (var code in answer.Codes)
                    rows.CreateRow().AppendValue(DrugMap.Normal(answer.Text)).AppendValue(code.Value).EndRow();
        }
    }

    /// <summary>Puts codes of a system into <c>code_map</c>, written as the rows have them.</summary>
    /// <param name="system">Ndc, RxNorm, Hicl, or any system that the user's maps know.</param>
    /// <param name="query">Gives distinct codes and how many rows have each: <c>select ndc, count(*) from prescriptions group by 1</c>.</param>
    public void Codes(CodeSystem system, string query)
    {
        _used.UnionWith(system.Name switch { "Ndc" => ["ndc-rxnorm", "ndc-atc", "rxnorm-atc"], "RxNorm" => ["rxnorm-atc"], _ => Array.Empty<string>() });
        var found = _store.Query(query).Where(row => row[0] is string { Length: > 0 }).Select(row => (new Code(system, (string)row[0]!), Convert.ToInt64(row[1]))).ToList();
        var none = new OwnMaps([]);
        using var rows = _store.Appender("code_map");
        foreach (var (code, count) in found)
        {
            var (codes, file) = _maps.ToAtc(code, _maps.OwnMaps);
            if (file is not null && !codes.SequenceEqual(_maps.ToAtc(code, none).Codes))
                _changed[file] = _changed.GetValueOrDefault(file) + count;
            if (_codes.Add(code))
                foreach (var atc in codes)
                    rows.CreateRow().AppendValue(system.Name).AppendValue(code.Value).AppendValue(atc.Value).EndRow();
        }
    }

    /// <summary>Lets <see cref="Recode"/> turn one edition of ICD into the other; the user's maps go before the shipped ones.</summary>
    /// <param name="edition">9 or 10: the edition that codes become. Codes without a counterpart stay as they are.</param>
    public void Icd(int edition)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(edition is 9 or 10, true);
        CodeSystem[] from = edition == 10 ? [CodeSystem.Icd9Cm, CodeSystem.Icd9Proc] : [CodeSystem.Icd10Cm, CodeSystem.Icd10Pcs];
        _used.UnionWith(["gem-diagnoses", "gem-procedures"]);
        using var rows = _store.Appender("recode");
        foreach (var system in from)
            foreach (var (code, to) in _maps.Gems.Pairs(system))
                if (_maps.OwnMaps.Of(new Code(system, code)) is null)
                    rows.CreateRow().AppendValue(system.Name).AppendValue(code).AppendValue(to.System.Name).AppendValue(to.Value).EndRow();
    }

    /// <summary>Turns codes of the table <c>line</c> into what <c>recode</c> says, one line for each target; how many rows that changed is returned.</summary>
    public long Recode()
    {
        if (!_recodeStaged)
            StageOwnCodes();
        if (Count("select count(*) from recode") == 0)
            return 0;
        var changed = Count("select count(distinct (source, row)) from line join recode on recode.system = line.system and code = value where reason is null");
        foreach (var row in _store.Query("select file, count(distinct (source, row)) from line join own_code on own_code.system = line.system and code = value where reason is null group by 1"))
            _changed[(string)row[0]!] = _changed.GetValueOrDefault((string)row[0]!) + Convert.ToInt64(row[1]);
        _store.Execute(
            """
            create or replace temp table line as
            select line.* replace (coalesce(if(reason is null, to_system, null), line.system) as system, coalesce(if(reason is null, to_code, null), value) as value)
              from line left join recode on recode.system = line.system and code = value and reason is null;
            """,
            CancellationToken.None);
        return changed;
    }

    /// <summary>The maps that were used: the shipped ones with their editions, the user's with the rows that they changed.</summary>
    public ImmutableArray<MapReceipt> Receipts() =>
    [
        .. CodeMaps.Shipped().Where(map => _used.Contains(map.Name) && !(_maps.StringsReplaced && map.Name is "drug-strings" or "drug-names"))
            .Select(map => new MapReceipt(map.Name, map.Version, map.Sha256, map.Rows, null)),
        .. _maps.Own.Select(file => new MapReceipt(file.Path, "own", file.Sha256, file.Count, _changed.GetValueOrDefault(file.Path))),
    ];

    private bool _recodeStaged;

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

    private long Count(string query) => Convert.ToInt64(_store.Query(query).Single()[0]);

    private IEnumerable<string> OwnNames() => _maps.OwnMaps.Entries
        .Where(entry => entry.Key.System == MapFile.Name || entry.Key.System == MapFile.Hicl)
        .Select(entry => entry.Key.System == MapFile.Hicl ? $"HICL:{entry.Key.Value}" : entry.Key.Value);

    private static bool IsClinical(CodeSystem system) => system.Name is not ("Name" or "Hicl" or "Ndc" or "RxNorm" or "Atc");
}
