namespace CafeMed.Safety.Knowledge;

/// <summary>What an allergy to one class means for another.</summary>
/// <param name="Allergen">The class that the patient is allergic to.</param>
/// <param name="Drugs">The class that may cross-react; may be the same.</param>
/// <param name="Severity">How loud.</param>
/// <param name="Remark">Half a sentence for a clinician.</param>
/// <param name="Citation">Where that is said.</param>
public sealed record CrossAllergy(DrugClass Allergen, DrugClass Drugs, Severity Severity, string Remark, string Citation)
{
    internal static CrossAllergy Of(CsvTable.Row row, DrugClasses classes) => new(
        classes.Of(row, "allergen"), classes.Of(row, "drugs"), row.Severity("severity"), row["remark"],
        row["citation"] is { Length: > 0 } citation ? citation : throw row.Bad("citation", "is empty"));
}
