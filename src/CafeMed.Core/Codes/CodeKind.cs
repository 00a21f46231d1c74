namespace CafeMed;

/// <summary>What a code says about a visit.</summary>
public enum CodeKind
{
    /// <summary>A diagnosis of the visit.</summary>
    Diagnosis,

    /// <summary>A procedure of the visit.</summary>
    Procedure,

    /// <summary>A medication given at the visit: what is recommended.</summary>
    Medication,

    /// <summary>An age band at admission.</summary>
    Age,

    /// <summary>The patient's sex as recorded.</summary>
    Sex,

    /// <summary>The hospital.</summary>
    Site,

    /// <summary>The ward or intensive care unit.</summary>
    Unit,

    /// <summary>How the patient came: emergency, elective, transfer.</summary>
    AdmissionType,

    /// <summary>The reason for admission, known on arrival.</summary>
    AdmissionDiagnosis,

    /// <summary>A condition from before the visit.</summary>
    PastHistory,

    /// <summary>A drug taken when the patient was admitted.</summary>
    AdmissionDrug,

    /// <summary>An allergy or intolerance: a drug's ATC code, or local words.</summary>
    Allergy,

    /// <summary>A laboratory result as low, normal or high by the source's own flag.</summary>
    Laboratory,

    /// <summary>The time since the visit before, as a band.</summary>
    TimeGap,

    /// <summary>A category that diagnoses and procedures of the visit belong to (<see cref="CodeCategories"/>): derived from them, never recorded.</summary>
    Category,
}
