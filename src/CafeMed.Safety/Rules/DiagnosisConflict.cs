using System.Collections.Concurrent;
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
    private readonly ConcurrentDictionary<Code, Contraindication[]> _rows = new();

    /// <inheritdoc/>
    public IEnumerable<Finding> Review(Patient patient, Recommendation recommendation)
    {
        ArgumentNullException.ThrowIfNull(patient);
        ArgumentNullException.ThrowIfNull(recommendation);
        var drugs = recommendation.Codes;
        if (drugs.Count == 0)
            return [];
        var (now, ever) = (Diagnoses(patient.Visits.TakeLast(1)), Diagnoses(patient.Visits));
        // Few rows are about the drugs, and many codes of diagnoses are compared for each: drugs first.
        var about = new Dictionary<Contraindication, Code?>(ReferenceEqualityComparer.Instance);
        var findings = new List<Finding>();
        foreach (var drug in drugs)
            foreach (var row in RowsOf(drug))
            {
                if (!about.TryGetValue(row, out var diagnosis))
                    about[row] = diagnosis = First(row, row.Lasting ? ever : now);
                if (diagnosis is { } found)
                    findings.Add(FindingOf(row, drug, found));
            }
        return findings
            .GroupBy(finding => (finding.Codes[0], finding.Mechanism))
            .Select(same => same.MaxBy(finding => finding.Severity)!)
            .OrderBy(finding => finding.Codes[0]).ThenBy(finding => finding.Mechanism);
    }

    /// <inheritdoc/>
    public IEnumerable<Code> Unknown(CodeSet medications) => [];

    // What is proposed are the same few hundred codes again and again.
    private Contraindication[] RowsOf(Code drug) => _rows.TryGetValue(drug, out var known) ? known
        : AtcLevel.Of(drug) == 0 ? []
        : _rows.GetOrAdd(drug, [.. knowledge.Tables.Contraindications.Where(row => row.Drugs.Contains(drug) || row.Drugs.Overlaps(drug))]);

    private static Code? First(Contraindication row, CodeSet diagnoses)
    {
        foreach (var diagnosis in diagnoses)
            if (row.IsAbout(diagnosis))
                return diagnosis;
        return null;
    }

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
