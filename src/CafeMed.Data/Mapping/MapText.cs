using System.Text.RegularExpressions;

namespace CafeMed.Data;

/// <summary>The lines of a user's map, each checked.</summary>
internal sealed partial class MapText(string file)
{
    private const string Pairs = "from_system,from_code,to_system,to_code";
    private const string Drugs = "drug,atc5";

    private static readonly CodeSystem[] s_from = [MapFile.Name, MapFile.Hicl, .. CodeSystem.Known];
    private static readonly HashSet<CodeSystem> s_drug = [MapFile.Name, MapFile.Hicl, CodeSystem.Ndc, CodeSystem.RxNorm, CodeSystem.Atc];

    public IEnumerable<MapEntry> Entries(string text)
    {
        var lines = text.Split('\n');
        var header = lines[0].TrimEnd('\r').Trim();
        if (header is not (Pairs or Drugs))
            throw MappingFaults.MapMalformed(file, 1, 1, Cut(header), $"the header must be {Pairs} or {Drugs}");
        for (var number = 2; number <= lines.Length; number++)
        {
            var line = lines[number - 1].TrimEnd('\r');
            if (line.Trim().Length == 0)
                continue;
            if (line.Count(letter => letter == '"') % 2 != 0)
                throw MappingFaults.MapMalformed(file, number, 1, Cut(line), "a quotation mark is not closed on its line");
            var cells = CsvLine.Split(line);
            var wanted = header == Pairs ? 4 : 2;
            if (cells.Count != wanted)
                throw MappingFaults.MapMalformed(file, number, Math.Min(cells.Count, wanted) + (cells.Count > wanted ? 1 : 0), Cut(line), $"it has {cells.Count} values, and the header has {wanted}");
            foreach (var entry in header == Pairs ? [Pair(cells, number)] : Drug(cells, number))
                yield return entry.From == entry.To ? throw MappingFaults.MapToItself(file, number, entry.From.ToString()) : entry;
        }
    }

    /// <summary>A code in the one form that maps are searched by.</summary>
    public static string? Normal(CodeSystem system, string code) => system.Name switch
    {
        "Name" => DrugMap.Normal(code) is { Length: > 0 } name ? name : null,
        "Hicl" or "RxNorm" => code.Trim() is { Length: > 0 and <= 12 } number && number.All(char.IsAsciiDigit) ? number.TrimStart('0').PadLeft(1, '0') : null,
        "Ndc" => NdcText.Eleven(code),
        "Atc" => Level().IsMatch(code.Trim().ToUpperInvariant()) ? code.Trim().ToUpperInvariant() : null,
        "Icd9Cm" or "Icd10Cm" or "Icd9Proc" or "Icd10Pcs" => code.Trim().Replace(".", "", StringComparison.Ordinal).ToUpperInvariant() is var icd && Icd().IsMatch(icd) ? icd : null,
        _ => code.Trim() is { Length: > 0 } other ? other : null,
    };

    private MapEntry Pair(IReadOnlyList<string> cells, int number)
    {
        var (from, to) = (System(cells, 0, number, s_from), System(cells, 2, number, CodeSystem.Known));
        if (s_drug.Contains(from) && to != CodeSystem.Atc && to != CodeSystem.RxNorm)
            throw MappingFaults.MapMalformed(file, number, 3, to.Name, $"a code of {from} is mapped to Atc or to RxNorm");
        return new(new Code(from, Value(cells, 1, number, from)), new Code(to, Value(cells, 3, number, to)), number);
    }

    private List<MapEntry> Drug(IReadOnlyList<string> cells, int number)
    {
        var name = new Code(MapFile.Name, Value(cells, 0, number, MapFile.Name));
        return cells[1].Split('|').Select(code => new MapEntry(name, new Code(CodeSystem.Atc, Value([cells[0], code], 1, number, CodeSystem.Atc)), number)).ToList();
    }

    private CodeSystem System(IReadOnlyList<string> cells, int cell, int number, IReadOnlyList<CodeSystem> known)
    {
        var name = cells[cell].Trim();
        var found = known.FirstOrDefault(system => system.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return found != default ? found : throw MappingFaults.MapMalformed(file, number, cell + 1, Cut(name),
            $"it is no code system{(Nearest.To(name, known.Select(system => system.Name)) is { } near ? $"; did you mean '{near}'?" : "")} (known are {string.Join(" ", known.Select(system => system.Name))})");
    }

    private string Value(IReadOnlyList<string> cells, int cell, int number, CodeSystem system) =>
        Normal(system, cells[cell]) is { } value && (system != CodeSystem.Atc || value.Length == 7) ? value : throw MappingFaults.MapMalformed(
            file, number, cell + 1, Cut(cells[cell]), system == CodeSystem.Atc ? "it is not an ATC code of level 5 such as C09AA05" : $"it is not a code of {system}");

    private static string Cut(string text) => text.Length <= 60 ? text : text[..60] + "…";

    [GeneratedRegex("^[ABCDGHJLMNPRSV]([0-9]{2}([A-Z]([A-Z]([0-9]{2})?)?)?)?$")]
    private static partial Regex Level();

    [GeneratedRegex("^[A-Z0-9]{2,7}$")]
    private static partial Regex Icd();
}
