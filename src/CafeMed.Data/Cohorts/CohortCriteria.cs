namespace CafeMed.Data;

/// <summary>Who belongs to a study.</summary>
/// <remarks>Applied in this order: rare medications go, then visits that lack something, then patients with too few visits left.</remarks>
public sealed record CohortCriteria
{
    /// <summary>A medication (ATC level 5) that fewer patients than this ever had is left out. Default 1: all stay.</summary>
    public int MinMedicationPatients { get; init; } = 1;

    /// <summary>Whether a visit needs a diagnosis. Default: yes.</summary>
    public bool RequireDiagnosis { get; init; } = true;

    /// <summary>Whether a visit needs a medication. Default: yes; there is nothing to learn from or to test on where none is recorded.</summary>
    public bool RequireMedication { get; init; } = true;

    /// <summary>A patient with fewer usable visits is left out. Default 1; papers that need history use 2.</summary>
    public int MinVisits { get; init; } = 1;
}
