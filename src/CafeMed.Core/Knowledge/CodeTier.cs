namespace CafeMed;

/// <summary>When a group of codes comes to be, in order: no edge leads back.</summary>
public enum CodeTier
{
    /// <summary>Before the visit or on arrival: diagnoses of earlier visits, age, sex, hospital. Nothing leads here.</summary>
    Before,

    /// <summary>Diagnoses of the visit.</summary>
    Diagnosis,

    /// <summary>Procedures of the visit.</summary>
    Procedure,
}
