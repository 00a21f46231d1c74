using CafeMed.Safety.Knowledge;

namespace CafeMed.Safety.Rules;

/// <summary>Objects to a proposed medication that the patient is recorded to be allergic to at any visit, that is of the same class, or that may cross-react.</summary>
/// <remarks>
/// An allergy is an ATC code of level 3 or finer, or words that data/safety/allergens.csv knows. The drug itself and members of a recorded
/// group are contraindicated; classes that cross-react have the level of their row. An allergy in other words is not seen, and the advice names it.
/// </remarks>
/// <param name="label">What a code is called for people; the code's value where it has no name.</param>
/// <param name="knowledge">Classes that cross-react, and the words of allergies.</param>
[Part("known-allergy",
    Source = "The patient's own record; Drug Allergy: A 2022 Practice Parameter Update, J Allergy Clin Immunol 2022;150:1333-1393; ATC classification, WHO Collaborating Centre for Drug Statistics Methodology",
    Summary = "a proposed medication that the patient is recorded to be allergic to: ingredient, class and cross-class")]
public sealed class KnownAllergy(Func<Code, string> label, SafetyKnowledge knowledge) : ISafetyRule
{
    /// <summary>Whether the rule can compare an allergy with medications: an ATC code of level 3 or finer, or known words.</summary>
    public static bool CanCheck(Code allergy, SafetyTables tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        return AtcLevel.Of(allergy) >= 3 || (allergy.System == CodeSystem.Local && tables.AllergenOf(allergy.Value) is not null);
    }

    /// <inheritdoc/>
    public IEnumerable<Finding> Review(Patient patient, Recommendation recommendation)
    {
        ArgumentNullException.ThrowIfNull(patient);
        ArgumentNullException.ThrowIfNull(recommendation);
        var allergies = CodeSet.From(patient.Visits.SelectMany(visit => visit[CodeKind.Allergy]).Where(allergy => CanCheck(allergy, knowledge.Tables)));
        return from medication in recommendation.Codes
               from allergy in allergies
               let finding = FindingOf(medication, allergy)
               where finding is not null
               select finding;
    }

    /// <inheritdoc/>
    public IEnumerable<Code> Unknown(CodeSet medications) => [];

    private Finding? FindingOf(Code medication, Code allergy)
    {
        var recorded = allergy.System == CodeSystem.Local ? knowledge.Tables.AllergenOf(allergy.Value) : null;
        if (recorded is null ? Covers(medication, allergy) || Covers(allergy, medication) : recorded.Contains(medication))
            return Found(Severity.Contraindicated, medication, Direct(medication, allergy), "", false);
        var cross = knowledge.Tables.CrossAllergies
            .Where(row => recorded is null ? row.Allergen.Contains(allergy) : row.Allergen.Name == recorded.Name)
            .Where(row => row.Drugs.Contains(medication) || row.Drugs.Overlaps(medication))
            .MaxBy(row => (row.Severity, row.Drugs.Contains(medication)));
        if (cross is null)
            return null;
        var partial = !cross.Drugs.Contains(medication);
        return Found(
            partial ? SeverityWords.Lower(cross.Severity) : cross.Severity,
            medication,
            $"{SeverityWords.Called(label, medication)}: the patient is recorded to be allergic to {Called(allergy)}; {cross.Remark}{(partial ? $" (of this group: {SeverityWords.Members(label, cross.Drugs.Below(medication))})" : "")}.",
            cross.Citation,
            partial);
    }

    private Finding Found(Severity severity, Code medication, string message, string source, bool partial) => new(severity, [medication], message)
    {
        Source = source,
        Mechanism = Mechanism.Hypersensitivity,
        Management = knowledge.Tables.Management.OfDrug(Mechanism.Hypersensitivity, severity),
        Partial = partial,
    };

    // An ATC code begins with the codes of the groups it is in.
    private static bool Covers(Code group, Code member) =>
        group.System == member.System && member.Value.StartsWith(group.Value, StringComparison.Ordinal);

    private string Direct(Code medication, Code allergy) => medication == allergy
        ? $"{SeverityWords.Called(label, medication)}: the patient is recorded to be allergic to it."
        : $"{SeverityWords.Called(label, medication)}: the patient is recorded to be allergic to {Called(allergy)}, which is of the same group.";

    private string Called(Code allergy) => allergy.System == CodeSystem.Local ? allergy.Value : SeverityWords.Called(label, allergy);
}
