using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace CafeMed.Data;

/// <summary>From what records have to what the product works with: drugs, NDC and RxNorm to ATC, ICD-9 to ICD-10 and back, groups of diagnoses.</summary>
/// <remarks>
/// The shipped tables (data/maps) are embedded, and each is read when it is first needed (bench/results/maps.md has what that
/// takes). The user's maps go before them. Safe for use by several threads. Source: data/maps/SOURCE.md.
/// </remarks>
public sealed class CodeMaps
{
    private readonly Lazy<DrugMap> _strings;
    private readonly Lazy<DrugNames>? _words;
    private readonly Lazy<Dictionary<long, string>> _rxNorm = new(() => MapTable.Numbers("rxnorm-atc"));
    private readonly Lazy<Dictionary<long, string>> _ndc = new(() => MapTable.Numbers("ndc-rxnorm"));
    private readonly OwnMaps _own;

    /// <summary>The shipped maps alone.</summary>
    public CodeMaps() : this([])
    {
    }

    /// <summary>The shipped maps, and the user's before them.</summary>
    /// <param name="own">The user's maps; of two that know a code the later one answers.</param>
    /// <param name="strings">A table of drugs that replaces both the shipped strings and the reading of words; default: the shipped ones.</param>
    /// <exception cref="CafeMedException"><c>CM1113</c>: the user's maps go in a circle.</exception>
    public CodeMaps(ImmutableArray<MapFile> own, DrugMap? strings = null)
    {
        _own = new(own);
        _strings = new(() => strings ?? DrugMap.Shipped());
        _words = strings is null ? new(() => new DrugNames()) : null;
        Ccs = new(Gems);
    }

    /// <summary>ICD-9 to ICD-10 and back.</summary>
    public IcdGems Gems { get; } = new();

    /// <summary>Groups of diagnoses.</summary>
    public CcsGroups Ccs { get; }

    /// <summary>The user's maps, in order.</summary>
    public ImmutableArray<MapFile> Own => _own.Files;

    /// <summary>The names of ingredients and brands that the shipped words know, in small letters, so that the nearest can be offered; none where the user's table replaced them.</summary>
    public IEnumerable<string> KnownNames => _words?.Value.Known ?? [];

    internal DrugMap Strings => _strings.Value;

    internal OwnMaps OwnMaps => _own;

    /// <summary>Whether a table of the user's has replaced the shipped drug strings, and the reading of words with them.</summary>
    internal bool StringsReplaced => _words is null;

    /// <summary>What a drug's text means, such as <c>Metoprolol Tartrate 25 mg tab</c>, <c>Lipitor</c> or <c>HYDROmorphone (Dilaudid)</c>.</summary>
    public DrugAnswer Drug(string text) => Drug(text, _own);

    /// <summary>ATC codes of level 5 for a code of <c>RxNorm</c>, <c>Ndc</c>, <c>Hicl</c> or <c>Atc</c>, and for any code that the user's maps know; none where it is not known.</summary>
    public ImmutableArray<Code> ToAtc(Code code) => ToAtc(code, _own).Codes;

    /// <summary>The RxCUI of an NDC in any of its written forms, or <see langword="null"/>.</summary>
    public string? RxNormOf(string ndc) => NdcText.Eleven(ndc) is { } eleven && _ndc.Value.TryGetValue(Number(eleven), out var rxCui) ? rxCui : null;

    /// <summary>All codes of <paramref name="to"/> that <paramref name="code"/> means: by the user's maps, else by the shipped ones; none where none is known.</summary>
    public ImmutableArray<Code> Translate(Code code, CodeSystem to)
    {
        ImmutableArray<Code> own = [.. Ends(code).Where(end => end.System == to)];
        if (own.Length > 0)
            return own;
        if (to == CodeSystem.Atc)
            return ToAtc(code);
        if (to == CodeSystem.RxNorm && code.System == CodeSystem.Ndc)
            return RxNormOf(code.Value) is { } rxCui ? [new(CodeSystem.RxNorm, rxCui)] : [];
        return IcdGems.Other(code.System) == to ? [.. Gems.Of(code).Select(target => target.Code).Distinct()] : [];
    }

    /// <summary>Makes the tables <c>drug_map(name, atc)</c> and <c>code_map(system, code, atc)</c> and the macro <c>name_of(text)</c>, and says how to fill them.</summary>
    public StagedMaps Stage(DuckStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return new StagedMaps(this, store);
    }

    /// <summary>The shipped tables with their versions and hashes.</summary>
    public static ImmutableArray<ShippedMap> Shipped()
    {
        using var stream = MapTable.Open("maps/maps.json");
        return [.. JsonSerializer.Deserialize<ShippedMap[]>(stream, JsonSerializerOptions.Web)!];
    }

    internal (ImmutableArray<Code> Codes, string? File) ToAtc(Code code, OwnMaps own)
    {
        if (MapText.Normal(code.System, code.Value) is not { } value)
            return ([], null);
        var normal = code with { Value = value };
        if (own.Of(normal) is { } entry)
            return ([.. entry.To.SelectMany(to => to.System == CodeSystem.Atc && own.Of(to) is null ? [to] : ToAtc(to, own).Codes).Distinct().Order()], entry.File.Path);
        return normal.System.Name switch
        {
            "Atc" => ([normal], null),
            "RxNorm" => Recoded(_rxNorm.Value.GetValueOrDefault(Number(value)), own),
            "Hicl" => Recoded(Strings[$"HICL:{value}"], own),
            "Ndc" when _ndc.Value.TryGetValue(Number(value), out var rxCui) => ToAtc(new Code(CodeSystem.RxNorm, rxCui), own),
            _ => ([], null),
        };
    }

    internal DrugAnswer Drug(string text, OwnMaps own)
    {
        ArgumentNullException.ThrowIfNull(text);
        var name = DrugMap.Normal(text);
        var asked = name.StartsWith("HICL:", StringComparison.Ordinal) ? new Code(MapFile.Hicl, name[5..]) : new Code(MapFile.Name, name);
        if (own.Of(asked) is not null && ToAtc(asked, own) is var (given, file))
            return new(text, given, [], DrugBasis.OwnMap) { File = file };
        if (Strings[name] is { Length: > 0 } whole)
            return Answer(text, Recoded(whole, own), [], DrugBasis.WholeText);
        if (_words is null || name.Length == 0)
            return new(text, [], [], DrugBasis.Unknown);
        string? used = null;
        ImmutableArray<string>? Own(string key)
        {
            if (own.Phrase(key) is not { } phrase)
                return null;
            var (codes, from) = ToAtc(phrase, own);
            used = from ?? used;
            return [.. codes.Select(code => code.Value)];
        }
        if (_words.Value.Find(name, own.Files.IsEmpty ? null : Own) is not var (codes, ingredients))
            return new(text, [], [], DrugBasis.Unknown);
        var answer = Answer(text, Recoded([.. codes.Select(Code.Atc)], own), ingredients, DrugBasis.Words);
        return used is null ? answer : answer with { File = used, Basis = DrugBasis.OwnMap };
    }

    private static DrugAnswer Answer(string text, (ImmutableArray<Code> Codes, string? File) found, ImmutableArray<string> ingredients, DrugBasis basis) =>
        new(text, found.Codes, ingredients, found.File is null ? basis : DrugBasis.OwnMap) { File = found.File };

    private (ImmutableArray<Code> Codes, string? File) Recoded(string? joined, OwnMaps own) =>
        joined is null ? ([], null) : Recoded([.. joined.Split('|').Select(Code.Atc)], own);

    // A user's map may give an ATC code another number, as WHO does now and then.
    private (ImmutableArray<Code> Codes, string? File) Recoded(ImmutableArray<Code> codes, OwnMaps own)
    {
        if (own.Files.IsEmpty || !codes.Any(code => own.Of(code) is not null))
            return (codes, null);
        return ([.. codes.SelectMany(code => ToAtc(code, own).Codes).Distinct().Order()], codes.Select(code => own.Of(code)?.File.Path).Last(file => file is not null));
    }

    // The ends of the user's chains from a code; none where the user's maps do not know it.
    internal IEnumerable<Code> Ends(Code code)
    {
        if (MapText.Normal(code.System, code.Value) is not { } value || _own.Of(code with { Value = value }) is not { } entry)
            yield break;
        foreach (var next in entry.To)
        {
            yield return next;
            foreach (var end in Ends(next))
                yield return end;
        }
    }

    private static long Number(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);
}
