namespace CafeMed.Data;

/// <summary>One code of one visit, as a data set has it: a raw row in our form.</summary>
/// <param name="PatientId">The person.</param>
/// <param name="VisitId">The hospital stay.</param>
/// <param name="StartedAt">Admission.</param>
/// <param name="EndedAt">Discharge, or <see langword="null"/> where the data set does not say.</param>
/// <param name="Kind">What the code says about the visit.</param>
/// <param name="Code">The code; medications at ATC level 5.</param>
/// <param name="KnownAt">When it became known, or <see langword="null"/> where the data set does not say.</param>
public sealed record ClinicalEvent(
    string PatientId, string VisitId, DateTime StartedAt, DateTime? EndedAt, CodeKind Kind, Code Code, DateTime? KnownAt = null);
