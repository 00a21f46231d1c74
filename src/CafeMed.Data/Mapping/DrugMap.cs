using System.Collections.Immutable;
using System.Text;

namespace CafeMed.Data;

/// <summary>What a hospital calls a drug, and the ATC level 5 codes of what is in it.</summary>
/// <remarks>
/// A CSV with the header <c>drug,atc5</c>; several codes are joined by <c>|</c>. Case and runs of spaces in a drug's name do not matter.
/// Numbers of First Databank's ingredient lists, which eICU uses where it names no drug, are written <c>HICL:1234</c>.
/// </remarks>
public sealed class DrugMap
{
    // Not frozen: to freeze it takes longer than all that one call of the program asks.
    private readonly Dictionary<string, ImmutableArray<string>> _codes;

    private DrugMap(Dictionary<string, ImmutableArray<string>> codes) => _codes = codes;

    /// <summary>How many names it holds.</summary>
    public int Count => _codes.Count;

    /// <summary>The table that ships with the product: strings of the MIMIC and eICU demos, ingredient names, HICL numbers.</summary>
    public static DrugMap Shipped()
    {
        using var stream = typeof(DrugMap).Assembly.GetManifestResourceStream("drug_to_atc.csv")!;
        using var reader = new StreamReader(stream);
        return Read(reader, "drug_to_atc.csv");
    }

    /// <summary>Reads a table of the user's.</summary>
    /// <exception cref="CafeMedException"><c>CM1006</c>: there is no such file. <c>CM1007</c>: a line is malformed.</exception>
    public static DrugMap Read(FileInfo file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!file.Exists)
            throw Faults.DrugMapMissing(file.FullName);
        using var reader = file.OpenText();
        return Read(reader, file.FullName);
    }

    /// <summary>The codes of <paramref name="drug"/>; none where it is not in the map.</summary>
    public ImmutableArray<Code> this[string drug] =>
        _codes.TryGetValue(Normal(drug), out var codes) ? [.. codes.Select(Code.Atc)] : [];

    /// <summary>Upper case, one space between words, none around them.</summary>
    public static string Normal(string drug)
    {
        ArgumentNullException.ThrowIfNull(drug);
        var normal = new StringBuilder(drug.Length);
        foreach (var letter in drug)
            if (!char.IsWhiteSpace(letter))
                normal.Append(char.ToUpperInvariant(letter));
            else if (normal.Length > 0 && normal[^1] != ' ')
                normal.Append(' ');
        return normal.ToString().TrimEnd();
    }

    internal IEnumerable<string> Names => _codes.Keys;

    private static DrugMap Read(TextReader reader, string file)
    {
        var codes = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        if (reader.ReadLine()?.Trim() is var header && header != "drug,atc5")
            throw Faults.DrugMapMalformed(file, 1, header ?? "", "the header must be drug,atc5");
        for (var (number, line) = (2, reader.ReadLine()); line is not null; number++, line = reader.ReadLine())
        {
            if (line.Length == 0)
                continue;
            var cells = CsvLine.Split(line);
            if (cells.Count != 2 || cells[0].Trim().Length == 0)
                throw Faults.DrugMapMalformed(file, number, line, "a line is a drug, a comma, and its codes");
            ImmutableArray<string> found = [.. cells[1].Split('|').Select(code => code.Trim())];
            if (found.FirstOrDefault(code => !IsLevelFive(code)) is { } wrong)
                throw Faults.DrugMapMalformed(file, number, line, $"'{wrong}' is not an ATC code of level 5 such as C09AA05");
            if (!codes.TryAdd(Normal(cells[0]), found) && !codes[Normal(cells[0])].SequenceEqual(found))
                throw Faults.DrugMapMalformed(file, number, line, "the drug was given other codes on an earlier line");
        }
        return new(codes);
    }

    private static bool IsLevelFive(string code) => code is
        [var group, >= '0' and <= '9', >= '0' and <= '9', >= 'A' and <= 'Z', >= 'A' and <= 'Z', >= '0' and <= '9', >= '0' and <= '9'] && "ABCDGHJLMNPRSV".Contains(group);
}
