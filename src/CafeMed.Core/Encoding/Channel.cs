namespace CafeMed;

/// <summary>The sets of codes a network reads at a visit.</summary>
public enum Channel
{
    /// <summary>Diagnoses of the visit (D).</summary>
    Diagnosis,

    /// <summary>Procedures of the visit (P).</summary>
    Procedure,

    /// <summary>What was known on arrival: age to admission drugs (C).</summary>
    Context,

    /// <summary>Medications of the visit before (H); none at a first visit.</summary>
    History,

    /// <summary>Categories of the visit's diagnoses and procedures (G): what rare codes share.</summary>
    Category,
}
