namespace CafeMed.Safety.Rules;

/// <summary>Objects to a proposed medication that is, or whose group contains, a drug the patient is recorded to be allergic to, at any visit.</summary>
/// <remarks>By ATC code alone: the same ingredient, or its group where a group is proposed or recorded. Cross-allergy between groups, and allergies recorded in words, are not seen; the advice names those it could not check.</remarks>
/// <param name="label">What a code is called for people; the code's value where it has no name.</param>
[Part("known-allergy",
    Source = "The patient's own record; ATC classification, WHO Collaborating Centre for Drug Statistics Methodology",
    Summary = "a proposed medication that is, or whose group contains, a drug the patient is recorded to be allergic to")]
public sealed class KnownAllergy(Func<Code, string> label) : ISafetyRule
{
    /// <summary>Whether the rule can compare an allergy with medications: an ATC code of level 3 or finer.</summary>
    public static bool CanCheck(Code allergy) => AtcLevel.Of(allergy) >= 3;

    /// <inheritdoc/>
    public IEnumerable<Finding> Review(Patient patient, Recommendation recommendation)
    {
        ArgumentNullException.ThrowIfNull(patient);
        ArgumentNullException.ThrowIfNull(recommendation);
        var allergies = CodeSet.From(patient.Visits.SelectMany(visit => visit[CodeKind.Allergy]).Where(CanCheck));
        return from medication in recommendation.Codes
               from allergy in allergies
               where Covers(medication, allergy) || Covers(allergy, medication)
               select new Finding(Severity.Contraindicated, [medication], Message(medication, allergy));
    }

    /// <inheritdoc/>
    public IEnumerable<Code> Unknown(CodeSet medications) => [];

    // An ATC code begins with the codes of the groups it is in.
    private static bool Covers(Code group, Code member) =>
        group.System == member.System && member.Value.StartsWith(group.Value, StringComparison.Ordinal);

    private string Message(Code medication, Code allergy) => medication == allergy
        ? $"{Called(medication)}: the patient is recorded to be allergic to it."
        : $"{Called(medication)}: the patient is recorded to be allergic to {Called(allergy)}, which is of the same group.";

    private string Called(Code code) => label(code) is var name && name != code.Value ? $"{name} ({code.Value})" : code.Value;
}
