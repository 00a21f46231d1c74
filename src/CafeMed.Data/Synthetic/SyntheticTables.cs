using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace CafeMed.Data.Synthetic;

/// <summary>The facts and the textbook knowledge that the cohort is made from, as read from the tables of data/synthetic.</summary>
internal sealed class SyntheticTables
{
    private readonly FrozenDictionary<string, int> _categoryOf;
    private readonly FrozenDictionary<string, int> _procedureOf;

    private SyntheticTables()
    {
        var categories = TableText.Rows("categories").ToArray();
        var diagnoses = TableText.Rows("diagnoses").ToArray();
        var groups = TableText.Rows("procedure-groups").ToArray();
        var procedures = TableText.Rows("procedures").ToArray();
        var drugs = TableText.Rows("drugs").ToArray();
        var ingredients = TableText.Rows("ingredients").ToArray();
        Clusters = [.. categories.Select(row => row[2]).Distinct().Order(StringComparer.Ordinal)];
        _categoryOf = categories.Select((row, index) => (row[0], index)).ToFrozenDictionary(pair => pair.Item1, pair => pair.index);
        _procedureOf = groups.Select((row, index) => (row[0], index)).ToFrozenDictionary(pair => pair.Item1, pair => pair.index);
        Categories = [.. categories.Select(row => Category(row, diagnoses))];
        var workup = TableText.Rows("workup").ToLookup(row => row[1]);
        Procedures = [.. groups.Select(row => Procedure(row, workup[row[0]], procedures))];
        var columns = drugs.Select((row, index) => (row[0], index)).ToFrozenDictionary(pair => pair.Item1, pair => pair.index);
        Drugs = [.. drugs.Select(row => DrugTable.Row(row, Clusters.IndexOf(row[5]), columns, ingredients))];
        Indications = [.. TableText.Rows("indications").Select(row => Indication(row, columns))];
        Names = diagnoses.Concat(procedures).Select(row => (Code: new Code(new CodeSystem(row[1]), row[0]), Name: row[2]))
            .Concat(ingredients.Select(row => (Code.Atc(row[0]), row[2])))
            .Concat(drugs.Select(row => (Code.Atc(row[0]), row[1])))
            .ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2);
    }

    /// <summary>Read once: they never change.</summary>
    public static SyntheticTables Shared { get; } = new();

    /// <summary>The hidden clusters by name.</summary>
    public ImmutableArray<string> Clusters { get; }

    /// <summary>Diseases: what is given to another, or excludes it, comes first.</summary>
    public ImmutableArray<CategoryRow> Categories { get; }

    /// <summary>Kinds of procedure.</summary>
    public ImmutableArray<ProcedureRow> Procedures { get; }

    /// <summary>Groups of drugs by code: the columns of every matrix.</summary>
    public ImmutableArray<DrugRow> Drugs { get; }

    /// <summary>What raises and lowers drugs.</summary>
    public ImmutableArray<IndicationRow> Indications { get; }

    /// <summary>The name of every code.</summary>
    public FrozenDictionary<Code, string> Names { get; }

    /// <summary>Index of the cluster, or -1.</summary>
    public int Cluster(string name) => Clusters.IndexOf(name);

    private CategoryRow Category(string[] row, string[][] diagnoses)
    {
        var own = diagnoses.Where(code => code[3] == row[0]).Select(code => new Code(new CodeSystem(code[1]), code[0])).ToArray();
        return new(
            row[0], Clusters.IndexOf(row[2]), row[3] == "chronic", LogOdds(row[4]), 0.3 * Number(row[5]), Female(row[6]), row[6] == "only-F" ? double.NegativeInfinity : 0, Number(row[7]) / 10,
            [.. row[8].Split('|', StringSplitOptions.RemoveEmptyEntries).Select(all => all.Split('+').Select(id => _categoryOf[id]).ToImmutableArray())],
            [.. row[9].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => _categoryOf[id])],
            [.. own.Where(code => code.System == CodeSystem.Icd10Cm)],
            [.. own.Where(code => code.System == CodeSystem.Icd9Cm)]);
    }

    private ProcedureRow Procedure(string[] row, IEnumerable<string[]> reasons, string[][] procedures)
    {
        var own = procedures.Where(code => code[3] == row[0]).Select(code => new Code(new CodeSystem(code[1]), code[0])).ToArray();
        return new(
            row[0], Clusters.IndexOf(row[3]), LogOdds(row[2]), Number(row[4]) / 10, [.. reasons.Select(reason => (_categoryOf[reason[0]], 0.9 * Strength(reason[2])))],
            [.. own.Where(code => code.System == CodeSystem.Icd10Pcs)],
            [.. own.Where(code => code.System == CodeSystem.Icd9Proc)]);
    }

    private IndicationRow Indication(string[] row, FrozenDictionary<string, int> columns)
    {
        var byDiagnosis = row[0] == "diagnosis";
        var drug = columns[row[2]];
        var logOdds = row[3] == "indication" ? Indicated(row[4], Drugs[drug].Truth.BaseLogOdds) : -Strength(row[4]);
        return new(row[1], byDiagnosis, (byDiagnosis ? _categoryOf : _procedureOf)[row[1]], drug, logOdds);
    }

    /// <summary>Weak, moderate, strong, very strong, as log odds in nats.</summary>
    public static double Strength(string grade) => grade switch { "W" => 1.0, "M" => 2.0, "S" => 3.0, _ => 4.0 };

    // A drug that hardly anybody gets is still what its own disease is treated with: the reason alone leads to this probability at least.
    private static double Indicated(string grade, double baseLogOdds)
    {
        var alone = grade switch { "W" => LogOdds("0.3"), "M" => LogOdds("2"), "S" => LogOdds("15"), _ => LogOdds("70") };
        return Math.Max(Strength(grade), alone - baseLogOdds);
    }

    /// <summary>A number of the tables.</summary>
    public static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The log odds of a rate in percent.</summary>
    public static double LogOdds(string percent) => SyntheticMath.Log(Number(percent) / (100 - Number(percent)));

    private static double Female(string sex) => sex switch { "F" => 0.4, "M" => -0.4, "only-M" => double.NegativeInfinity, _ => 0 };
}
