using System.Collections.Immutable;
using System.Globalization;

namespace CafeMed.Safety.Knowledge;

/// <summary>Reads the files by which the field's earlier work tells interactions: pairs with side effects, and adjacency matrices.</summary>
/// <remarks>Neither has severities: the level of all pairs is given by whoever reads them.</remarks>
public static class FieldInteractions
{
    /// <summary>How many of the least frequent side effects that line of work keeps.</summary>
    public const int Kept = 40;

    /// <summary>Reads <c>drug-DDI.csv</c>: pairs of STITCH identifiers with a side effect each.</summary>
    /// <param name="pairs">CSV with the columns <c>STITCH 1</c>, <c>STITCH 2</c> and <c>Side Effect Name</c>, others beside them.</param>
    /// <param name="name">What faults and findings call the file.</param>
    /// <param name="atc">CSV without a header: a STITCH identifier, then ATC codes of level 5, separated by commas.</param>
    /// <param name="sideEffects">The least frequent side effects that are kept; 0 keeps all.</param>
    /// <param name="severity">The level of every pair.</param>
    /// <exception cref="CafeMedException"><c>CM4010</c>, <c>CM4011</c>, <c>CM4012</c>: malformed; <c>CM4017</c>: nothing is left.</exception>
    public static ListedFacts ReadStitch(TextReader pairs, string name, TextReader atc, int sideEffects, Severity severity)
    {
        var (codes, without) = Codes(atc);
        var table = CsvTable.Read(pairs, name, "STITCH 1", "STITCH 2", "Side Effect Name");
        var kept = Rarest(table, sideEffects);
        var facts = new List<(Code, Code, InteractionFact)>();
        var (fact, unmapped, frequent) = (new InteractionFact(severity, Mechanism.Other, name, ""), 0, 0);
        foreach (var row in table.Rows)
        {
            var (first, second) = (Stitch(row, "STITCH 1"), Stitch(row, "STITCH 2"));
            if (kept is not null && !kept.Contains(row["Side Effect Name"]))
                frequent++;
            else if (!codes.TryGetValue(first, out var left) || !codes.TryGetValue(second, out var right))
                unmapped++;
            else
                facts.AddRange(from a in left from b in right where a != b select (a, b, fact));
        }
        if (facts.Count == 0)
            throw SafetyFaults.NothingMapped(name, table.Rows.Count);
        return new ListedFacts(name, codes.Values.SelectMany(own => own), facts)
        {
            Remarks =
            [
                .. Remark(frequent, $"row(s) of side effects beyond the {sideEffects} least frequent"),
                .. Remark(unmapped, "row(s) of drugs without an ATC code"),
                .. Remark(without, "code(s) of the map that are no ATC codes of level 5"),
            ],
        };
    }

    /// <summary>Lays an adjacency between drugs or groups of drugs on every pair of ingredients below them.</summary>
    /// <param name="name">What faults and findings call the file.</param>
    /// <param name="medications">The drugs in the order of the rows: ATC codes of level 3, 4 or 5.</param>
    /// <param name="adjacency">Row-major; a number above 0, in either direction, is an interaction. The diagonal is not read.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="ingredients">The ingredients that a group stands for.</param>
    /// <param name="severity">The level of every pair.</param>
    /// <exception cref="CafeMedException"><c>CM4018</c>: not one row and column per drug.</exception>
    public static ListedFacts OfAdjacency(
        string name, IReadOnlyList<Code> medications, IReadOnlyList<double> adjacency, int rows, int columns, IEnumerable<Code> ingredients, Severity severity)
    {
        ArgumentNullException.ThrowIfNull(medications);
        ArgumentNullException.ThrowIfNull(adjacency);
        if (rows != columns || rows != medications.Count)
            throw SafetyFaults.AdjacencySize(name, rows, columns, medications.Count);
        var known = ingredients.Order().ToArray();
        var below = medications.Select(drug => known.Where(code => code.System == drug.System && code.Value.StartsWith(drug.Value, StringComparison.Ordinal)).DefaultIfEmpty(drug).ToArray()).ToArray();
        var facts = new List<(Code, Code, InteractionFact)>();
        var (fact, oneWay) = (new InteractionFact(severity, Mechanism.Other, name, ""), 0);
        for (var i = 0; i < rows; i++)
            for (var j = i + 1; j < rows; j++)
            {
                var (there, back) = (adjacency[i * columns + j] > 0, adjacency[j * columns + i] > 0);
                oneWay += there == back ? 0 : 1;
                if (there || back)
                    facts.AddRange(from a in below[i] from b in below[j] where a != b select (a, b, fact));
            }
        return new ListedFacts(name, below.SelectMany(own => own), facts)
        {
            Remarks = oneWay == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"{oneWay:#,0} pair(s) stand in one direction alone, and count")],
        };
    }

    /// <summary>The fault where the map from STITCH to ATC is missing (<c>CM4016</c>).</summary>
    public static CafeMedException NoMap(string path) => SafetyFaults.NoTable("the map from STITCH to ATC (--stitch-atc)", path);

    private static (Dictionary<string, ImmutableArray<Code>> Codes, int Without) Codes(TextReader atc)
    {
        var (codes, without) = (new Dictionary<string, ImmutableArray<Code>>(StringComparer.Ordinal), 0);
        while (atc.ReadLine() is { } line)
        {
            var cells = line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (cells.Length == 0)
                continue;
            ImmutableArray<Code> own = [.. cells.Skip(1).Where(code => code.Length == 7).Select(Code.Atc)];
            without += cells.Length - 1 - own.Length;
            if (own.Length > 0)
                codes[cells[0]] = own;
        }
        return (codes, without);
    }

    // By frequency, the least last, as that line sorts them; of equal frequencies the name decides, where it left that to chance.
    private static HashSet<string>? Rarest(CsvTable table, int sideEffects) => sideEffects == 0
        ? null
        : [.. table.Rows.GroupBy(row => row["Side Effect Name"]).OrderBy(same => same.Count()).ThenBy(same => same.Key, StringComparer.Ordinal).Take(sideEffects).Select(same => same.Key)];

    private static string Stitch(CsvTable.Row row, string column) => row[column].StartsWith("CID", StringComparison.Ordinal)
        ? row[column]
        : throw row.Bad(column, "is no STITCH identifier such as CID000002173");

    private static IEnumerable<string> Remark(int count, string what) =>
        count == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {what} left out")];
}
