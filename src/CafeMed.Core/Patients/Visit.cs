namespace CafeMed;

/// <summary>One hospital stay.</summary>
/// <param name="Id">The stay's identifier, distinct within the patient.</param>
/// <param name="StartedAt">Admission.</param>
/// <param name="EndedAt">Discharge, or <see langword="null"/> where it is not known or has not come.</param>
/// <param name="Codes">What is known of the stay.</param>
public sealed record Visit(string Id, DateTime StartedAt, DateTime? EndedAt, VisitCodes Codes)
{
    /// <summary>The codes of <paramref name="kind"/>.</summary>
    public CodeSet this[CodeKind kind] => Codes[kind];

    /// <summary>The diagnoses of the stay.</summary>
    public CodeSet Diagnoses => Codes[CodeKind.Diagnosis];

    /// <summary>The procedures of the stay.</summary>
    public CodeSet Procedures => Codes[CodeKind.Procedure];

    /// <summary>The medications given during the stay.</summary>
    public CodeSet Medications => Codes[CodeKind.Medication];

    /// <summary>The same visit with its medications at an ATC level; repetitions collapse.</summary>
    public Visit AtLevel(int level) => this with
    {
        Codes = Codes
            .With(CodeKind.Medication, Truncate(CodeKind.Medication, level))
            .With(CodeKind.AdmissionDrug, Truncate(CodeKind.AdmissionDrug, level)),
    };

    private CodeSet Truncate(CodeKind kind, int level) =>
        CodeSet.From(Codes[kind].Select(code => AtcLevel.Truncate(code, level)));
}
