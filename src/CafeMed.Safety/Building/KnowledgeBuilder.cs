using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using CafeMed.Safety.Knowledge;

namespace CafeMed.Safety.Building;

/// <summary>Makes the shipped tables of interactions from the open base OSDI: codes, levels, mechanisms and ingredient names; no sentence is taken over.</summary>
/// <remarks>Decisions about codes stand in data/interactions/decisions.csv, the term rules of mechanisms in mechanisms.csv; both are embedded. The same source gives the same bytes.</remarks>
public static class KnowledgeBuilder
{
    private static readonly string[] s_needed = ["drugs.csv", "interactions.csv", "ingredient_pairs.csv.gz"];

    /// <summary>Builds the tables in memory.</summary>
    /// <param name="source">The folder <c>osdi-ddi</c>, or <c>flat</c> in it.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="CafeMedException"><c>CM4015</c>: not the base; <c>CM4010</c> to <c>CM4012</c>: malformed; <c>CM4019</c>: too many codes.</exception>
    public static KnowledgeBuild Build(DirectoryInfo source, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(source);
        var folder = Directory.Exists(Path.Combine(source.FullName, "flat")) ? Path.Combine(source.FullName, "flat") : source.FullName;
        if (s_needed.FirstOrDefault(name => !File.Exists(Path.Combine(folder, name))) is { } missing)
            throw SafetyFaults.NoSource(folder, missing);
        var decisions = CsvTable.Shipped("decisions.csv", "kind", "ingredient", "value");
        var codes = new IngredientCodes(decisions);
        foreach (var row in Table(folder, "drugs.csv", "name", "atc5").Rows)
            codes.Add(row["name"], row["atc5"].Split('|', StringSplitOptions.RemoveEmptyEntries));
        ct.ThrowIfCancellationRequested();
        var levels = decisions.Rows.Where(row => row["kind"] == "level").ToDictionary(row => row["ingredient"], row => row.Severity("value"), StringComparer.Ordinal);
        var reasons = Reasons(Table(folder, "interactions.csv", "side1", "side2", "severity_level", "description"));
        var pairs = new PairBuild(codes.Codes, reasons, levels);
        foreach (var row in Table(folder, "ingredient_pairs.csv.gz", "drug1", "drug2", "severity_level", "via1", "via2").Rows)
        {
            ct.ThrowIfCancellationRequested();
            pairs.Add(row);
        }
        return Result(codes, pairs);
    }

    // What the source says of two sides, by level.
    private static Dictionary<(string, string), List<(string Level, Mechanism Mechanism)>> Reasons(CsvTable table)
    {
        var terms = MechanismTerms.Shipped();
        var reasons = new Dictionary<(string, string), List<(string, Mechanism)>>();
        foreach (var row in table.Rows)
        {
            var key = PairBuild.Key(row["side1"], row["side2"]);
            if (!reasons.TryGetValue(key, out var known))
                reasons.Add(key, known = []);
            known.Add((row["severity_level"], terms.Of(row["description"], $"{row["side1"]} {row["side2"]}")));
        }
        return reasons;
    }

    private static KnowledgeBuild Result(IngredientCodes codes, PairBuild pairs)
    {
        var names = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var (name, own) in codes.Codes)
            foreach (var code in own)
                (names.TryGetValue(code, out var known) ? known : names[code] = new(StringComparer.Ordinal)).Add(name.ToLowerInvariant());
        var facts = pairs.Facts(names);
        var paired = facts.SelectMany(fact => new[] { fact.First, fact.Second }).ToHashSet(StringComparer.Ordinal);
        var lines = facts.Select(fact => $"{fact.First},{fact.Second},{(int)fact.Severity},{MechanismWords.Of(fact.Mechanism)}")
            .Concat(names.Keys.Where(code => !paired.Contains(code)).Select(code => $"{code},,,")).Order(StringComparer.Ordinal);
        return new KnowledgeBuild(
            [
                new("interactions.csv.gz", Packed(Text("first,second,severity,mechanism", lines))),
                new("interactions.bin", [.. PackedFacts.Pack([.. names.Keys], facts)]),
                new("ingredients.csv", Text("code,names", names.Select(pair => $"{pair.Key},{Quoted(string.Join('|', pair.Value))}"))),
                new("changes.csv", Text("change,ingredient,code,becomes", codes.Changes.Select(note => $"{note.Change},{Quoted(note.Ingredient)},{Quoted(note.Code)},{note.Becomes}"))),
            ],
            pairs.Seen, pairs.Kept, pairs.WithoutCode, pairs.WithoutLevel, facts.Count, names.Count, pairs.SameIngredient,
            [.. facts.GroupBy(fact => fact.Severity).OrderBy(group => group.Key).Select(group => KeyValuePair.Create(group.Key, group.Count()))],
            [.. facts.GroupBy(fact => fact.Mechanism).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Select(group => KeyValuePair.Create(group.Key, group.Count()))]);
    }

    private static ImmutableArray<byte> Text(string header, IEnumerable<string> lines) =>
        [.. Encoding.UTF8.GetBytes(string.Concat(lines.Prepend(header).Select(line => line + "\n")))];

    // The packed bytes may differ from one runtime to the next; the text does not.
    private static ImmutableArray<byte> Packed(ImmutableArray<byte> text)
    {
        using var target = new MemoryStream();
        using (var packing = new GZipStream(target, CompressionLevel.SmallestSize, leaveOpen: true))
            packing.Write(text.AsSpan());
        return [.. target.ToArray()];
    }

    private static string Quoted(string text) => text.AsSpan().ContainsAny(',', '"') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static CsvTable Table(string folder, string name, params ReadOnlySpan<string> columns)
    {
        using var file = File.OpenRead(Path.Combine(folder, name));
        using Stream text = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(text, Encoding.UTF8);
        return CsvTable.Read(reader, name, columns);
    }
}
