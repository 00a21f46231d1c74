using System.Collections.Immutable;

namespace CafeMed.Safety.Knowledge;

/// <summary>The tables that the rules read; each is read when it is first asked for. Safe for use by several threads.</summary>
public sealed class SafetyTables
{
    private readonly Lazy<ImmutableArray<ClassPair>> _highPriority;
    private readonly Lazy<ImmutableArray<Contraindication>> _contraindications;
    private readonly Lazy<ImmutableArray<CrossAllergy>> _crossAllergies;
    private readonly Lazy<Dictionary<string, DrugClass>> _allergens;
    private readonly Lazy<ImmutableArray<DuplicateGroup>> _duplicates;
    private readonly Lazy<Dictionary<Code, ImmutableArray<string>>> _ingredients;
    private readonly Lazy<ManagementWords> _management;

    private SafetyTables(DrugClasses classes)
    {
        Classes = classes;
        _highPriority = new(() => [.. CsvTable.Shipped("safety/high-priority.csv", "id", "title", "first", "second", "severity", "mechanism", "citation").Rows.Select(row => ClassPair.Of(row, classes))]);
        _contraindications = new(() => [.. CsvTable.Shipped("safety/contraindications.csv", "id", "drugs", "icd9", "icd10", "lasting", "severity", "mechanism", "reason", "citation").Rows.Select(row => Contraindication.Of(row, classes))]);
        _crossAllergies = new(() => [.. CsvTable.Shipped("safety/cross-allergy.csv", "allergen", "drugs", "severity", "remark", "citation").Rows.Select(row => CrossAllergy.Of(row, classes))]);
        _allergens = new(() => CsvTable.Shipped("safety/allergens.csv", "word", "allergen").Rows.ToDictionary(row => row["word"], row => classes.Of(row, "allergen"), StringComparer.OrdinalIgnoreCase));
        _duplicates = new(() => [.. CsvTable.Shipped("safety/duplicates.csv", "group", "level", "local", "reason", "citation").Rows.Select(DuplicateGroup.Of).OrderByDescending(row => row.Group.Value.Length)]);
        _ingredients = new(() => CsvTable.Shipped("ingredients.csv", "code", "names").Rows.ToDictionary(row => Code.Atc(row["code"]), row => row["names"].Split('|').ToImmutableArray()));
        _management = new(() => new ManagementWords(CsvTable.Shipped("safety/management.csv", "mechanism", "risk", "action")));
    }

    /// <summary>The tables that ship with the product; see data/safety.</summary>
    public static SafetyTables Shipped() => new(DrugClasses.Shipped());

    /// <summary>The classes of drugs.</summary>
    public DrugClasses Classes { get; }

    /// <summary>The fifteen pairs of the ONC list.</summary>
    public ImmutableArray<ClassPair> HighPriority => _highPriority.Value;

    /// <summary>Drugs that a diagnosis speaks against.</summary>
    public ImmutableArray<Contraindication> Contraindications => _contraindications.Value;

    /// <summary>Classes that cross-react.</summary>
    public ImmutableArray<CrossAllergy> CrossAllergies => _crossAllergies.Value;

    /// <summary>Groups of which two drugs are usual; the longest code first.</summary>
    public ImmutableArray<DuplicateGroup> Duplicates => _duplicates.Value;

    /// <summary>What to do about a finding.</summary>
    public ManagementWords Management => _management.Value;

    /// <summary>The class that an allergy recorded in words means, or <see langword="null"/> where the words are not known.</summary>
    public DrugClass? AllergenOf(string words) => _allergens.Value.GetValueOrDefault(words.Trim());

    /// <summary>The names of the ingredients of <paramref name="drug"/>, as the interaction base has them; none where it has none.</summary>
    public ImmutableArray<string> IngredientsOf(Code drug) => _ingredients.Value.GetValueOrDefault(drug, []);
}
