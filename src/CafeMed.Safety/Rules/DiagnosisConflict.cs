using CafeMed.Safety.Knowledge;

namespace CafeMed.Safety.Rules;

/// <summary>Objects to a proposed medication that a diagnosis of the patient forbids or speaks against.</summary>
/// <remarks>
/// Diagnoses of the current visit and the past history count always, those of earlier visits where the row says that the disease lasts
/// (asthma, not a bleeding). Of several rows about one drug and one mechanism the loudest speaks. Where only some members of a proposed
/// group are meant, the finding is one level lower and names them.
/// </remarks>
/// <param name="label">What a code is called for people; the code's value where it has no name.</param>
/// <param name="knowledge">Contraindications.</param>
[Part("diagnosis-conflict",
    Source = "Prescribing information and guidelines, cited by row in data/safety/contraindications.csv",
    Summary = "a proposed medication that a diagnosis of the patient, pregnancy included, forbids or speaks against")]
public sealed class DiagnosisConflict(Func<Code, string> label, SafetyKnowledge knowledge) : ISafetyRule
{
    /// <inheritdoc/>
    public IEnumerable<Finding> Review(Patient patient, Recommendation recommendation)
    {
        ArgumentNullException.ThrowIfNull(patient);
        ArgumentNullException.ThrowIfNull(recommendation);
        var drugs = recommendation.Codes;
        if (drugs.Count == 0)
            return [];
        var (now, ever) = (Diagnoses(patient.Visits.TakeLast(1)), Diagnoses(patient.Visits));
        var findings =
            from row in knowledge.Tables.Contraindications
            let about = (row.Lasting ? ever : now).Where(row.IsAbout).Take(1).ToArray()
            where about.Length > 0
            from drug in drugs
            where row.Drugs.Contains(drug) || row.Drugs.Overlaps(drug)
            select FindingOf(row, drug, about[0]);
        return findings
            .GroupBy(finding => (finding.Codes[0], finding.Mechanism))
            .Select(same => same.MaxBy(finding => finding.Severity)!)
            .OrderBy(finding => finding.Codes[0]).ThenBy(finding => finding.Mechanism);
    }

    /// <inheritdoc/>
    public IEnumerable<Code> Unknown(CodeSet medications) => [];

    private static CodeSet Diagnoses(IEnumerable<Visit> visits) =>
        CodeSet.From(visits.SelectMany(visit => visit[CodeKind.Diagnosis].Concat(visit[CodeKind.AdmissionDiagnosis]).Concat(visit[CodeKind.PastHistory])));

    private Finding FindingOf(Contraindication row, Code drug, Code diagnosis)
    {
        var partial = !row.Drugs.Contains(drug);
        var severity = partial ? SeverityWords.Lower(row.Severity) : row.Severity;
        var members = partial ? $" (of this group: {SeverityWords.Members(label, row.Drugs.Below(drug))})" : "";
        return new Finding(severity, [drug], $"{SeverityWords.Called(label, drug)} with {SeverityWords.Called(label, diagnosis)}: {SeverityWords.Of(severity)}; {row.Reason}{members}.")
        {
            Source = row.Citation,
            Mechanism = row.Mechanism,
            Management = knowledge.Tables.Management.OfDrug(row.Mechanism, severity),
            Partial = partial,
        };
    }
}
